/**
 * The same DOM as an element's, written in plain Lit: for each element of ours a twin whose template is made of what ours
 * put on the page. Tags and fixed attributes stand in the template; every text, and every attribute that says something
 * of the patient, is a binding; what repeats is one template and a list. That is what a developer would write who knew
 * beforehand every word the screen will say: nothing is read out of FHIR, formatted, sorted or translated.
 */
import { html, LitElement } from 'lit';

/** Attributes a template would bind; the others stand in it. */
const BOUND =
  /^(aria-label|aria-description|datetime|title|value|href|d|points|transform|x|y|x1|x2|y1|y2|cx|cy)$/;
const PRESSED = /^(button|summary)$/;
const press = () => undefined;

/** What stands in a shadow root, without what makes no difference: order of attributes, comments, white space. */
export function written(root) {
  return [...root.childNodes].map(writtenNode).filter(Boolean).join('');
}

function writtenNode(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, ' ').trim();
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  const attributes = [...node.attributes].map(({ name, value }) => ` ${name}=${value}`).sort();
  return `<${node.localName}${attributes.join('')}>${isCanvas(node) ? '' : written(node)}</>`;
}

/** Where the chart library draws: both sides let it. */
const isCanvas = (node) => node.hasAttribute('data-plot');

/** @param {LitElement} element rendered @returns a template and its values */
export function planOf(element) {
  return planOfNodes([...element.shadowRoot.childNodes]);
}

/** @param {CSSResultGroup} styles @param {(root: ShadowRoot) => void} [draw] what is drawn once it stands */
export function twinClass(styles, draw = () => undefined) {
  return class extends LitElement {
    static styles = styles;
    static properties = { plan: { attribute: false } };
    render() {
      return resultOf(this.plan);
    }
    updated() {
      draw(this.shadowRoot);
    }
  };
}

const templates = new Map();

/** A plan: the strings of a template, and its values, of which a list is of plans. */
function planOfNodes(nodes) {
  const strings = [''];
  const values = [];
  const add = (text) => (strings[strings.length - 1] += text);
  const bind = (value) => {
    values.push(value);
    strings.push('');
  };
  write(nodes, { add, bind });
  const key = strings.join('\u0000');
  if (!templates.has(key)) templates.set(key, Object.assign([...strings], { raw: strings }));
  return { strings: templates.get(key), values };
}

function write(nodes, to) {
  const wanted = nodes.filter((node) => node.nodeType !== Node.COMMENT_NODE);
  for (let at = 0; at < wanted.length; at++) {
    const node = wanted[at];
    const alike = runOf(wanted, at);
    if (alike.length > 1) {
      to.bind(alike.map((each) => planOfNodes([each])));
      at = wanted.lastIndexOf(alike.at(-1));
    } else if (node.nodeType === Node.ELEMENT_NODE) writeElement(node, to);
    else if (node.data.trim() === '') to.add(' ');
    else to.bind(node.data);
  }
}

function writeElement(node, to) {
  to.add(`<${node.localName}`);
  for (const { name, value } of node.attributes) {
    if (!BOUND.test(name)) to.add(` ${name}="${value.replaceAll('"', '&quot;')}"`);
    else {
      to.add(` ${name}="`);
      to.bind(value);
      to.add('"');
    }
  }
  if (PRESSED.test(node.localName)) {
    to.add(' @click=');
    to.bind(press);
  }
  to.add('>');
  if (!isCanvas(node)) write([...node.childNodes], to);
  to.add(`</${node.localName}>`);
}

/** Elements that follow each other and differ only in what is bound: rows of one template. */
function runOf(nodes, at) {
  const [first] = nodes.slice(at, at + 1);
  if (first.nodeType !== Node.ELEMENT_NODE || first.namespaceURI !== 'http://www.w3.org/1999/xhtml')
    return [first];
  const run = [first];
  for (const node of nodes.slice(at + 1)) {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim() === '') continue;
    if (node.nodeType !== Node.ELEMENT_NODE || node.localName !== first.localName) break;
    run.push(node);
  }
  return run;
}

function resultOf({ strings, values }) {
  return html(strings, ...values.map((value) => (Array.isArray(value) ? value.map(resultOf) : value)));
}
