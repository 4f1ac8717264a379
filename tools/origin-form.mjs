/**
 * For the test server: a request for `http://localhost:8000/x` is a request for `/x` (RFC 9112, section 3.2.2: a server has to
 * take both forms). The test runner itself asks that way when it maps the stack of a script that came from a `blob:` URL, whose
 * path is a whole address; koa then has no URL to give, and the runner's middleware fails on it, into the log.
 */
export function originForm() {
  return {
    name: 'origin-form',
    serverStart({ server }) {
      server.prependListener('request', (request) => {
        if (/^https?:\/\//.test(request.url)) request.url = request.url.replace(/^https?:\/\/[^/?]*\/?/, '/');
      });
    },
  };
}
