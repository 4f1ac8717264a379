/** The rows of the threat model (`docs/guide/plugin-security.md`), each in the words of its attack. */
export const THREATS = {
  1: 'RPC path traversal to code execution or prototype pollution',
  2: 'a plugin reads other patients',
  3: 'a write to the wrong patient',
  4: 'origin spoofing, wildcard postMessage',
  5: 'the frame navigates itself to an attacker’s page',
  6: 'the frame takes off its sandbox',
  7: 'clickjacking of the workplace or the authorization server',
  8: 'token exfiltration',
  9: 'a silent authorization flow by injected code',
  10: 'PKCE downgrade',
  11: 'mix-up of authorization servers',
  12: 'replay of state, code or launch',
  13: 'open redirect, rogue issuer in a launch',
  14: 'scope escalation',
  15: 'a confused workplace that phishes for the plugin',
  16: 'script in narrative, Markdown, attachments or addresses',
  17: 'prototype pollution through data',
  18: 'endless loop, memory, flood',
  19: 'popup, top navigation, modal, fullscreen',
  20: 'powerful features',
  21: 'egress of patient data from the plugin',
  22: 'patient data left on a shared workstation',
  23: 'a plugin changed after its approval',
  24: 'a kill switch that fails, a stale registry',
  25: 'telemetry and errors that leak patient data',
  26: 'leaks and timing between plugins',
  27: 'denial of service by veto of a context change',
  28: 'repudiation: forged Provenance and AuditEvent',
} as const;

/** Number of a row of the threat model, 1 to 28. */
export type ThreatRow = keyof typeof THREATS;
