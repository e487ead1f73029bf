package org.offprint.journal.confirmations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.offprint.ReservedPort;
import org.offprint.web.api.Fixtures;

/**
 * Fake ORCID server that implements the authorization code flow. Each code is valid once, for its client and redirect
 * URL.
 *
 * <p>The service in the test process uses this server while it is open. Services in other processes receive the
 * server's settings at startup.
 */
public final class FakeOrcid implements AutoCloseable {

    static final String CLIENT = "APP-OFFPRINT";
    static final String SECRET = "not-a-real-secret";

    /** Settings that make a service use this server. */
    public static final Map<String, String> SETTINGS = Map.of(
            "offprint.orcid.url", "http://127.0.0.1:" + ReservedPort.of("orcid"),
            "offprint.orcid.client-id", CLIENT,
            "offprint.orcid.client-secret", SECRET);

    private final HttpServer server;
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body;
    private int made;

    FakeOrcid() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ReservedPort.of("orcid")), 0);
        server.createContext("/oauth/token", this::token);
        server.start();
        SETTINGS.forEach(System::setProperty);
    }

    /**
     * Simulates the owner of this iD signing in and giving consent. Returns the code that the browser passes to the
     * service.
     */
    String agree(String orcid) {
        String code = "code" + ++made;
        codes.put(code, orcid);
        return code;
    }

    /** Sets the response to subsequent requests. */
    void answer(int answered, String words) {
        status = answered;
        body = words;
    }

    List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(form);
        String orcid = codes.remove(form.getOrDefault("code", ""));
        boolean isGood = orcid != null
                && CLIENT.equals(form.get("client_id"))
                && SECRET.equals(form.get("client_secret"))
                && "authorization_code".equals(form.get("grant_type"));
        String response = body != null
                ? body
                : isGood
                        // ORCID's token response format. The name can be null.
                        ? Fixtures.object()
                                .put("access_token", "f5af9f51-07e6-4332-8f1a-c0c11c1e3728")
                                .put("token_type", "bearer")
                                .put("orcid", orcid)
                                .putNull("name")
                                .toString()
                        : "{\"error\": \"invalid_grant\"}";
        byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status != 200 ? status : isGood || body != null ? 200 : 400, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : new ArrayList<>(List.of(text.split("&")))) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
        SETTINGS.keySet().forEach(System::clearProperty);
    }
}
