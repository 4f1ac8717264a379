import assert from 'node:assert/strict';
import { test } from 'node:test';
import { servedPluginHeaders } from './served-plugin-headers.ts';

const policyFor = (egress?: readonly string[]) => {
  const headers = servedPluginHeaders({
    manifest: egress ? { egress } : {},
    filesUrl: 'https://ward.example/served/a/1.0.0/',
    workplaceOrigin: 'https://ward.example',
  });
  const directives = (headers['Content-Security-Policy'] ?? '').split('; ');
  return new Map(directives.map((directive) => [directive.split(' ')[0], directive]));
};

test('without egress the page talks to nobody', () => {
  const policy = policyFor();
  assert.equal(policy.get('connect-src'), "connect-src 'none'");
  assert.equal(policy.get('default-src'), "default-src 'none'");
  assert.equal(policy.get('img-src'), 'img-src https://ward.example/served/a/1.0.0/ data:');
});

test('egress is where it may send to and show images from, and no code comes from there', () => {
  const policy = policyFor(['https://images.example', 'https://maps.example:8443']);
  assert.equal(policy.get('connect-src'), 'connect-src https://images.example https://maps.example:8443');
  assert.match(policy.get('img-src') ?? '', /https:\/\/images\.example/);
  assert.equal(policy.get('script-src'), 'script-src https://ward.example/served/a/1.0.0/');
  assert.equal(policy.get('sandbox'), 'sandbox allow-scripts allow-forms');
  assert.equal(policy.get('frame-ancestors'), 'frame-ancestors https://ward.example');
});
