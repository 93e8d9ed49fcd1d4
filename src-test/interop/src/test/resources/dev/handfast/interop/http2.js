// An HTTP/2 server that answers each request with the protocol it came by. Arguments: certificate file, key file.
const fs = require('fs');
const http2 = require('http2');

const [cert, key] = process.argv.slice(2).map(file => fs.readFileSync(file));
const server = http2.createSecureServer({cert, key, minVersion: 'TLSv1.3'}, (request, response) => {
    response.end(`HTTP ${request.httpVersion} by ALPN ${request.socket.alpnProtocol}`);
});
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
