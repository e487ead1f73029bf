package org.offprint.platform.people;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.offprint.ConfiguredService;

/** Fake OpenID Connect provider that records its requests. Each sign-in code can be used only once. */
final class FakeProvider {

    static final String URL = "http://127.0.0.1:" + ConfiguredService.providerPort();

    /** Provider shared by all tests, because the service fetches the provider's keys only once. */
    static final FakeProvider ONE = new FakeProvider();

    private static final String KEY_ID = "key-1";

    /** Request that the provider has received. */
    record Received(String path, String headers, String body) {}

    private record Grant(ObjectNode claims, String challenge, String redirect, KeyPair key) {}

    final List<Received> received = new CopyOnWriteArrayList<>();

    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    /**
     * Key pairs of the provider and of an attacker. Tests share the key pairs, because generating a key takes seconds.
     */
    private static final KeyPair KEY = keyPair();

    private static final KeyPair STRANGER = keyPair();

    private HttpServer server;

    /** HTTP status of the responses to token requests, or null if the provider responds normally. */
    volatile Integer failing;

    void start() {
        if (server != null) {
            return;
        }
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ConfiguredService.providerPort()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().toString();
            received.add(
                    new Received(path, exchange.getRequestHeaders().entrySet().toString(), body));
            switch (path) {
                case "/.well-known/openid-configuration" -> answer(exchange, 200, discovery());
                case "/keys" -> answer(exchange, 200, keys());
                case "/token" -> token(exchange, body);
                default -> answer(exchange, 404, object());
            }
        });
        server.start();
    }

    void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Returns the sign-in code for an authorization request with these parameters. */
    String code(Map<String, String> asked, String subject, Consumer<ObjectNode> claims) {
        return code(asked, subject, claims, KEY);
    }

    String codeOfStranger(Map<String, String> asked, String subject) {
        return code(asked, subject, claims -> {}, STRANGER);
    }

    private String code(Map<String, String> asked, String subject, Consumer<ObjectNode> claims, KeyPair signedBy) {
        long now = Instant.now().getEpochSecond();
        ObjectNode token = object().put("iss", URL)
                .put("sub", subject)
                .put("aud", asked.get("client_id"))
                .put("iat", now)
                .put("exp", now + 300)
                .put("nonce", asked.get("nonce"));
        claims.accept(token);
        String code = UUID.randomUUID().toString();
        grants.put(code, new Grant(token, asked.get("code_challenge"), asked.get("redirect_uri"), signedBy));
        return code;
    }

    private void token(HttpExchange exchange, String body) throws IOException {
        Map<String, String> form = SignInBrowser.form(body);
        Grant grant = grants.remove(String.valueOf(form.get("code")));
        if (failing != null) {
            answer(exchange, failing, object().put("error", "server_error"));
        } else if (grant == null
                || !grant.challenge().equals(challenge(form.get("code_verifier")))
                || !grant.redirect().equals(form.get("redirect_uri"))) {
            answer(exchange, 400, object().put("error", "invalid_grant"));
        } else {
            answer(
                    exchange,
                    200,
                    object().put("token_type", "Bearer")
                            .put("access_token", "opaque-" + UUID.randomUUID())
                            .put("expires_in", 300)
                            .put("id_token", signed(grant.claims(), grant.key())));
        }
    }

    private static ObjectNode discovery() {
        ObjectNode metadata = object().put("issuer", URL)
                .put("authorization_endpoint", URL + "/authorize")
                .put("token_endpoint", URL + "/token")
                .put("introspection_endpoint", URL + "/introspect")
                .put("userinfo_endpoint", URL + "/userinfo")
                .put("jwks_uri", URL + "/keys");
        metadata.putArray("id_token_signing_alg_values_supported").add("RS256");
        return metadata;
    }

    private ObjectNode keys() {
        RSAPublicKey open = (RSAPublicKey) KEY.getPublic();
        ObjectNode keys = object();
        keys.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", KEY_ID)
                .put("n", base64(open.getModulus().toByteArray()))
                .put("e", base64(open.getPublicExponent().toByteArray()));
        return keys;
    }

    /** Returns a token with these claims, signed by this provider. */
    String token(ObjectNode claims) {
        return signed(claims, KEY);
    }

    private static String signed(ObjectNode claims, KeyPair key) {
        try {
            String head = base64(object().put("alg", "RS256")
                    .put("kid", KEY_ID)
                    .put("typ", "JWT")
                    .toString()
                    .getBytes(StandardCharsets.UTF_8));
            // An unpaired surrogate can be escaped in JSON but cannot be encoded in UTF-8.
            String text = claims.toString().replace("\ud800", "\\ud800");
            String signed = head + "." + base64(text.getBytes(StandardCharsets.UTF_8));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
