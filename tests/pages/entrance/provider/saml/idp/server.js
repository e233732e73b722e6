// A site of samlp, a SAML identity provider of others: `node server.js PORT KEY CERTIFICATE DESK [CERTIFICATE OF THE DESK]`.
// Whoever knows the password is let in; with the desk's certificate nothing is taken from the desk that its key did not sign.
'use strict';
const fs = require('fs');
const crypto = require('crypto');
const express = require('express');
const samlp = require('samlp');
const SessionParticipants = require('samlp/lib/sessionParticipants');

const [port, keyFile, certificateFile, desk, deskFile] = process.argv.slice(2);
const PASSWORD = 'known to the SAML provider';
const back = `${desk}/sign-in/provider/back/`;
const common = { issuer: 'urn:counterpart:idp', key: fs.readFileSync(keyFile), cert: fs.readFileSync(certificateFile) };
const ofDesk = deskFile ? fs.readFileSync(deskFile).toString() : undefined;
const sessions = new Map();
const states = new Map();
const store = {
  save(_request, state, done) {
    const name = crypto.randomUUID();
    states.set(name, state);
    done(null, name);
  },
  load(_request, name, options, done) {
    const found = states.get(name);
    if (typeof options === 'function') return options(null, found);
    if (options.destroy) states.delete(name);
    return done(null, found);
  },
  update(_request, name, state, done) {
    states.set(name, state);
    done();
  },
};

const site = express();
site.use(express.urlencoded({ extended: false }));
site.use((request, _response, next) => {
  const said = /(?:^|; )idp-session=([^;]+)/.exec(request.headers.cookie || '');
  request.session_name = said && sessions.has(said[1]) ? said[1] : '';
  next();
});
site.get('/health', (_request, response) => response.send('well'));
site.get('/favicon.ico', (_request, response) => response.status(204).end());
site.get('/sso', (request, response, next) => {
  if (!request.session_name) {
    return response.send(
      `<!doctype html><title>Provider</title><form method="post" action="/login?${request.originalUrl.split('?')[1]}">` +
        '<label>User <input name="user"></label><label>Password <input name="password" type="password"></label>' +
        '<button>Sign in</button></form>',
    );
  }
  return samlp.auth({
    ...common,
    destination: back,
    recipient: back,
    signResponse: true,
    signingCert: ofDesk,
    sessionIndex: request.session_name,
    getUserFromRequest: () => ({ id: sessions.get(request.session_name), emails: [], name: {} }),
    getPostURL: (_audience, _document, _request, done) => done(null, back),
  })(request, response, next);
});
site.post('/login', (request, response) => {
  if (request.body.password !== PASSWORD) return response.status(403).send('no');
  const name = crypto.randomUUID();
  sessions.set(name, request.body.user);
  response.setHeader('Set-Cookie', `idp-session=${name}; HttpOnly; Path=/`);
  return response.redirect(`/sso?${request.originalUrl.split('?')[1]}`);
});
// `binding` of what is sent to the desk: of a sign-out that begins here it stands in the address.
site.all('/logout', (request, response, next) => {
  const said = { serviceProviderId: `${desk}/sign-in/provider/`, serviceProviderLogoutURL: `${desk}/sign-in/provider/ended/` };
  const name = request.session_name;
  const binding = `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${request.query.by || 'Redirect'}`;
  const of = { ...said, sessionIndex: name, nameId: sessions.get(name), cert: ofDesk, nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified' };
  samlp.logout({
    ...common,
    deflate: true,
    store,
    protocolBinding: binding,
    sessionParticipants: new SessionParticipants(name ? [of] : []),
    clearIdPSession: (done) => {
      sessions.delete(name);
      done();
    },
  })(request, response, next);
});
// A browser's console counts a 500 as a fault of ours.
site.use((failed, _request, response, _next) => response.status(403).send(failed.message));
site.listen(Number(port), '127.0.0.1');
