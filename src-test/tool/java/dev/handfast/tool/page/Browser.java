package dev.handfast.tool.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** A Chromium without a window, driven over its DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /** Skips the test where there is none; where continuous integration runs, which installs one, it fails. */
    static Browser start(Path folder) throws Exception {
        Optional<Path> program = Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> List.of(path.split(":")).stream())
                .map(directory -> Path.of(directory, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty() && Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError("chromium is not installed");
        }
        Assumptions.assumeTrue(program.isPresent(), "chromium is not installed");
        return new Browser(program.get(), folder);
    }

    private Browser(Path program, Path folder) throws Exception {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-proxy-server",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        URI debugger = debugger(process);
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest tab = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + debugger.getPort() + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode page = JSON.readTree(
                http.send(tab, HttpResponse.BodyHandlers.ofString()).body());
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(page.get("webSocketDebuggerUrl").asText()), new Listening())
                .get(SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** The browser says on its error output where it listens. The rest of that is read and forgotten, so that it does not block. */
    private static URI debugger(Process process) throws IOException {
        var lines = process.errorReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith("DevTools listening on ")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("chromium ended before it listened");
        }
        var rest = new Thread(() -> lines.lines().forEach(forgotten -> {}), "chromium's errors");
        rest.setDaemon(true);
        rest.start();
        return URI.create(line.substring("DevTools listening on ".length()));
    }

    /** Opens a file; returns when it is loaded. */
    void open(Path file) throws Exception {
        CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
        awaited.put("Page.loadEventFired", loaded);
        call("Page.navigate", Map.of("url", file.toUri().toString()));
        loaded.get(SECONDS, TimeUnit.SECONDS);
    }

    /** What the page says to {@code expression}. */
    JsonNode ask(String expression) throws Exception {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    void size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** @param scheme {@code light} or {@code dark} */
    void prefer(String scheme) throws Exception {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Moves the mouse to the middle of the first element that {@code selector} finds. */
    void pointAt(String selector) throws Exception {
        JsonNode middle = ask("(() => { const element = document.querySelector(" + JSON.writeValueAsString(selector)
                + "); element.scrollIntoView({ block: 'center' }); const box = element.getBoundingClientRect();"
                + " return { x: box.x + box.width / 2, y: box.y + Math.min(8, box.height / 2) }; })()");
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        "mouseMoved",
                        "x",
                        middle.get("x").asDouble(),
                        "y",
                        middle.get("y").asDouble()));
    }

    /** Presses and releases a key that types nothing, or {@code Enter}. */
    void press(String key) throws Exception {
        Map<String, Integer> codes =
                Map.of("Tab", 9, "Enter", 13, "ArrowLeft", 37, "ArrowUp", 38, "ArrowRight", 39, "ArrowDown", 40);
        for (String type : List.of("keyDown", "keyUp")) {
            ObjectNode event = JSON.createObjectNode()
                    .put("type", type)
                    .put("key", key)
                    .put("code", key)
                    .put("windowsVirtualKeyCode", codes.get(key));
            if (key.equals("Enter") && type.equals("keyDown")) {
                event.put("text", "\r");
            }
            call("Input.dispatchKeyEvent", event);
        }
    }

    /** The whole page as a picture. */
    void picture(Path file) throws Exception {
        JsonNode shot = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
    }

    /** What the console, the page's scripts and its security policy complained about. */
    List<String> errors() {
        return errors;
    }

    private JsonNode call(String method, Object parameters) throws Exception {
        int number = numbers.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(number, answer);
        ObjectNode request = JSON.createObjectNode().put("id", number).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        socket.sendText(request.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        JsonNode said = answer.get(SECONDS, TimeUnit.SECONDS);
        if (said.has("error")) {
            throw new AssertionError(method + ": " + said.get("error"));
        }
        return said.get("result");
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroy();
        process.onExit().join();
        for (ProcessHandle helper : helpers) { // they write into its profile's folder, which is to go
            helper.destroyForcibly();
            helper.onExit().join();
        }
    }

    /** Called by one thread after the other. */
    private final class Listening implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String text) {
            try {
                JsonNode said = JSON.readTree(text);
                if (said.has("id")) {
                    answers.remove(said.get("id").asInt()).complete(said);
                    return;
                }
                String method = said.path("method").asText();
                if (method.equals("Runtime.exceptionThrown")
                        || method.equals("Log.entryAdded")
                        || method.equals("Runtime.consoleAPICalled")
                        || method.equals("Page.javascriptDialogOpening")) {
                    errors.add(text);
                }
                CompletableFuture<JsonNode> waiting = awaited.remove(method);
                if (waiting != null) {
                    waiting.complete(said);
                }
            } catch (IOException malformed) {
                errors.add(malformed.toString());
            }
        }
    }
}
