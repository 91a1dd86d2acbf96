// Plain and old-fashioned on purpose: it must run on a Node that is too old for the rest, and say so.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `The tests need Node.js 22.18 or newer; this is ${process.versions.node}. On Linux x64 "npm ci" brings its own; ` +
      'elsewhere get one from https://nodejs.org or with "nvm install 24".',
  );
  process.exit(1);
}
