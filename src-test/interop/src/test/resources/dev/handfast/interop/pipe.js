// Passes standard input to a TLS connection, and what comes from it to standard output.
// Arguments: "server" or "client", the port, and a JSON object of options for node's tls module.
const fs = require('fs');
const tls = require('tls');

const [role, port, json] = process.argv.slice(2);
const options = JSON.parse(json);
for (const file of ['ca', 'cert', 'key', 'dhparam']) {
    if (options[file]) {
        options[file] = fs.readFileSync(options[file]);
    }
}

function join(socket) {
    process.stdin.pipe(socket);
    socket.pipe(process.stdout);
    console.error(`reused: ${socket.isSessionReused()}`);
}

if (role === 'server') {
    options.SNICallback = (name, answer) => name === options.servername
        ? answer(null, tls.createSecureContext(options))
        : answer(new Error(`this is not ${name}`));
    tls.createServer(options, join)
        .on('tlsClientError', fault => console.error(fault))
        .listen(Number(port), '127.0.0.1');
} else {
    const socket = tls.connect(Number(port), '127.0.0.1', options, () => join(socket));
}
