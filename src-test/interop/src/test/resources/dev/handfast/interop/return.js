// Connects twice, the second time with the session of the first, and tells whether that was resumed.
// Arguments: "client", the port, and a JSON object of options for node's tls module.
const fs = require('fs');
const tls = require('tls');

const [, port, json] = process.argv.slice(2);
const options = JSON.parse(json);
for (const file of ['ca', 'cert', 'key', 'dhparam']) {
    if (options[file]) {
        options[file] = fs.readFileSync(options[file]);
    }
}

function connect(session, then) {
    const socket = tls.connect(Number(port), '127.0.0.1', {...options, session});
    let last;
    socket.on('secureConnect', () => console.log(`reused: ${socket.isSessionReused()}`));
    socket.on('session', given => last = given);
    socket.on('end', () => socket.end());
    socket.on('close', () => then(last));
    socket.resume();
}

connect(undefined, session => connect(session, () => {}));
