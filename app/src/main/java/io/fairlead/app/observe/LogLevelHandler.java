// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code GET /log-levels} tells them, {@code PUT /log-levels/LOGGER} with a level as its body changes one,
 * {@code DELETE /log-levels} takes the changes back. Only for callers on loopback: more detail in a log is a thing for
 * those who may enter the container. The Host is looked at too, so that no page in a browser can ask under a name of its
 * own that leads here.
 */
final class LogLevelHandler implements HttpHandler {
    private static final String PATH = "/log-levels";
    private static final String TYPE = "application/json; charset=utf-8";
    private static final Pattern LOCAL = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");
    private static final int LONGEST = 64;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LogLevels levels = new LogLevels();

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Observability.send(exchange, TYPE, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        if (!isLocal(exchange.getRemoteAddress().getAddress(), host)) {
            return error(403, "log levels are for callers on loopback, as http://localhost");
        }
        String path = exchange.getRequestURI().getPath();
        Optional<String> logger =
                path.startsWith(PATH + "/") ? Optional.of(path.substring(PATH.length() + 1)) : Optional.empty();
        if (logger.isEmpty() && !path.equals(PATH)) {
            return error(404, "try " + PATH);
        }
        return switch (exchange.getRequestMethod() + (logger.isPresent() ? " one" : " all")) {
            case "GET all" -> told();
            case "DELETE all" -> {
                levels.reset();
                yield told();
            }
            case "PUT one" -> {
                Optional<String> refused = levels.set(logger.orElseThrow(), body(exchange));
                yield refused.isPresent() ? error(400, refused.get()) : told();
            }
            default -> error(405, "GET or DELETE " + PATH + ", or PUT " + PATH + "/LOGGER with a level");
        };
    }

    static boolean isLocal(InetAddress peer, String host) {
        return peer.isLoopbackAddress() && LOCAL.matcher(host).matches();
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(LONGEST), StandardCharsets.US_ASCII);
    }

    private Answer told() throws JsonProcessingException {
        return new Answer(200, JSON.writeValueAsString(levels.levels()) + "\n");
    }

    private static Answer error(int status, String message) throws JsonProcessingException {
        return new Answer(status, JSON.writeValueAsString(java.util.Map.of("error", message)) + "\n");
    }
}
