package org.offprint.services.registration.targets.doaj;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.offprint.kernel.json.Json;
import org.offprint.services.registration.targets.FakeService;

/** Fake DOAJ API for one key, with journals identified by ISSN, and articles identified by DOI and URL. */
public final class FakeDoaj extends FakeService {

    public static final String KEY = "key-of-roads";

    public final Set<String> issns;
    public final Map<String, JsonNode> articles = new ConcurrentHashMap<>();

    public FakeDoaj(String... issns) {
        this.issns = Set.of(issns);
    }

    @Override
    protected Response answer(String method, URI uri, String body, HttpExchange exchange) {
        String path = URLDecoder.decode(uri.getRawPath(), StandardCharsets.UTF_8);
        if (path.startsWith("/api/v4/search/articles/")) {
            return search(path.substring("/api/v4/search/articles/".length()));
        }
        if (!String.valueOf(uri.getRawQuery()).contains("api_key=" + KEY)) {
            return error(401, "unauthorised", "An API Key is required to access this.");
        }
        String id = path.length() > "/api/v4/articles/".length() ? path.substring("/api/v4/articles/".length()) : null;
        if (id != null && !articles.containsKey(id)) {
            return error(404, "not_found", "");
        }
        if (method.equals("DELETE")) {
            articles.remove(id);
            return new Response(204, null, null);
        }
        JsonNode bibjson = Json.parse(body.getBytes(StandardCharsets.UTF_8)).path("bibjson");
        if (bibjson.path("title").asText().isEmpty()) {
            return error(400, "bad_request", "Field 'bibjson.title' is required but not present");
        }
        for (JsonNode identifier : bibjson.path("identifier")) {
            boolean isIssn = identifier.path("type").asText().endsWith("issn");
            if (isIssn && !issns.contains(identifier.path("id").asText())) {
                return error(403, "forbidden", "The ISSN " + identifier.path("id") + " is not in your account");
            }
        }
        if (method.equals("PUT")) {
            if (!identity(articles.get(id)).equals(identity(bibjson))) {
                return error(403, "forbidden", "Cannot update article: the DOI or full text URL have changed");
            }
            articles.put(id, bibjson);
            return new Response(204, null, null);
        }
        String own = articles.entrySet().stream()
                .filter(each -> identity(each.getValue()).equals(identity(bibjson)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(UUID.randomUUID().toString().replace("-", ""));
        articles.put(own, bibjson);
        return new Response(
                201,
                "application/json",
                "{\"status\":\"created\",\"id\":\"" + own + "\",\"location\":\"/api/articles/" + own + "\"}");
    }

    private Response search(String query) {
        String wanted = query.substring(query.indexOf('"') + 1, query.length() - 1);
        StringBuilder results = new StringBuilder();
        articles.forEach((id, bibjson) -> {
            if (identity(bibjson).contains("\"" + wanted + "\"")) {
                results.append(results.isEmpty() ? "" : ",").append("{\"id\":\"" + id + "\"}");
            }
        });
        return new Response(200, "application/json", "{\"total\":1,\"results\":[" + results + "]}");
    }

    private static String identity(JsonNode bibjson) {
        StringBuilder identity = new StringBuilder();
        bibjson.path("identifier").forEach(identifier -> {
            if (identifier.path("type").asText().equals("doi")) {
                identity.append(identifier.path("id"));
            }
        });
        return identity.append(bibjson.at("/link/0/url")).toString();
    }

    private static Response error(int status, String name, String message) {
        return new Response(
                status,
                "application/json",
                "{\"status\":\"" + name + "\",\"error\":" + Json.tree(message + " (ref: 1a2b3c)") + "}");
    }
}
