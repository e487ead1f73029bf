package org.offprint.services.registration.targets.datacite;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.offprint.kernel.json.Json;
import org.offprint.services.registration.targets.FakeService;

/** Fake DataCite API for one repository, with DOIs and their states, domains, prefixes and owners. */
public final class FakeDataCite extends FakeService {

    public static final String LOGIN = "ROADS.PRESS";
    public static final String PASSWORD = "secret-of-roads";

    /** DOI that is registered at the fake DataCite API. */
    public record Registered(String state, String url, String xml) {}

    public final Map<String, Registered> dois = new ConcurrentHashMap<>();
    public String domain = "roads.example";
    public String taken = "none";

    @Override
    protected Response answer(String method, URI uri, String body, HttpExchange exchange) {
        String path = URLDecoder.decode(uri.getRawPath(), StandardCharsets.UTF_8);
        String credentials = "Basic "
                + Base64.getEncoder().encodeToString((LOGIN + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error(401, null, "Bad credentials.");
        }
        if (path.equals("/repositories/" + LOGIN)) {
            return json(
                    200,
                    "{\"data\":{\"id\":\"roads.press\",\"attributes\":{\"name\":\"Road Press\"},\"relationships\":"
                            + "{\"prefixes\":{\"data\":[{\"id\":\"10.12345\",\"type\":\"prefixes\"}]}}}}");
        }
        String doi = path.substring("/dois/".length()).toLowerCase(Locale.ROOT);
        if (method.equals("GET")) {
            return dois.containsKey(doi) ? shown(200, doi) : error(404, null, "The resource you are looking for");
        }
        return put(doi, Json.parse(body.getBytes(StandardCharsets.UTF_8)).at("/data/attributes"));
    }

    private Response put(String doi, JsonNode attributes) {
        if (!doi.startsWith("10.12345/")) {
            return error(403, null, "You are not authorized to access this resource.");
        }
        if (doi.equals(taken)) {
            return error(422, "doi", "This DOI has already been taken");
        }
        if (!URI.create(attributes.path("url").asText()).getHost().equals(domain)) {
            return error(422, "url", "URL is not allowed by repository domain settings.");
        }
        String xml =
                new String(Base64.getDecoder().decode(attributes.path("xml").asText()), StandardCharsets.UTF_8);
        if (!xml.contains("<publisher>")) {
            return error(422, "xml", "4:0: ERROR: Missing child element(s). Expected is ( publisher ).");
        }
        boolean isNew = !dois.containsKey(doi);
        String state = attributes.path("event").asText().equals("hide") ? "registered" : "findable";
        dois.put(doi, new Registered(state, attributes.path("url").asText(), xml));
        return shown(isNew ? 201 : 200, doi);
    }

    private Response shown(int status, String doi) {
        return json(
                status,
                "{\"data\":{\"id\":" + Json.tree(doi) + ",\"type\":\"dois\",\"attributes\":{\"state\":\""
                        + dois.get(doi).state() + "\"}}}");
    }

    private static Response error(int status, String source, String title) {
        return json(
                status,
                "{\"errors\":[{" + (source == null ? "" : "\"source\":\"" + source + "\",") + "\"title\":"
                        + Json.tree(title) + "}]}");
    }

    private static Response json(int status, String body) {
        return new Response(status, "application/vnd.api+json; charset=utf-8", body);
    }
}
