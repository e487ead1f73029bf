package org.offprint.web.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.arc.Unremovable;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.caching.AcceptEncoding;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.streaming.LargeResponses;

/**
 * Serves the committed OpenAPI document from the classpath, instead of generating it at each start, and the contract of
 * each audience. The operator's settings are added as the contact. {@code ContractTest} excludes this bean and compares
 * the generated document with the committed one.
 */
@Singleton
@Unremovable
@Alternative
@Priority(1)
public class ServedContract extends OpenApiDocumentService {

    private static final String FILE = "/contract/openapi.yaml";

    /** Priority of the route filter, which must run after authentication to reject unknown API keys. */
    private static final int PRIORITY = 50;

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    /** Line of the YAML document before which the contact is inserted. */
    private static final String AFTER_CONTACT = "\n  license:\n";

    /** Path of a document, with the audience and the format. */
    private static final Pattern PATH = Pattern.compile(
            "/openapi(?:/(" + String.join("|", AudienceContracts.names()) + "))?(?:\\.(json|ya?ml))?/?");

    private static final Map<Format, DirectReply.SharedHeaders> HEADERS = Map.of(
            Format.JSON,
            headers("application/json;charset=UTF-8"),
            Format.YAML,
            headers("application/yaml;charset=UTF-8"));

    private final LargeResponses large;
    private final ObjectNode contact = new ObjectMapper().createObjectNode();

    /** Prepared responses, created on first use. */
    private final Map<Document, DirectReply> replies = new ConcurrentHashMap<>();

    /**
     * Requested document.
     *
     * @param audience audience of the contract, or null for the whole contract
     */
    private record Document(String audience, Format format) {}

    ServedContract(
            LargeResponses large,
            @ConfigProperty(name = "offprint.oai.repository-name") Optional<String> name,
            @ConfigProperty(name = "offprint.public-url") Optional<String> url,
            @ConfigProperty(name = "offprint.oai.admin-email") Optional<String> email) {
        this.large = large;
        name.ifPresent(value -> contact.put("name", value));
        url.ifPresent(value -> contact.put("url", value));
        email.ifPresent(value -> contact.put("email", value));
    }

    private static DirectReply.SharedHeaders headers(String contentType) {
        return new DirectReply.SharedHeaders(contentType, "Accept, Accept-Encoding");
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, PRIORITY);
    }

    private void answer(RoutingContext context) {
        Document document = document(context);
        if (document == null) {
            context.next();
            return;
        }
        HttpMethod method = context.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            context.fail(Problems.methodNotAllowed(method.name(), METHODS));
            return;
        }
        DirectReply known = replies.get(document);
        if (known != null) {
            send(known, context);
            return;
        }
        context.vertx()
                .executeBlocking(() -> replies.computeIfAbsent(document, this::prepare), false)
                .onSuccess(reply -> send(reply, context))
                .onFailure(context::fail);
    }

    /**
     * Returns the document requested by the path, the query and the Accept header, or null for other paths. Paths are
     * normalized as in the framework, because some requests would otherwise reach the framework's own route, which
     * generates the document for each request.
     */
    private static Document document(RoutingContext context) {
        Matcher path = PATH.matcher(context.normalizedPath());
        if (!path.matches()) {
            return null;
        }
        HttpServerRequest request = context.request();
        String asked = path.group(2) == null ? request.getParam("format") : path.group(2);
        Format format = asked == null
                ? byAccept(request.getHeader(HttpHeaders.ACCEPT))
                : asked.equalsIgnoreCase("json") ? Format.JSON : Format.YAML;
        return new Document(path.group(1), format);
    }

    private static Format byAccept(String accept) {
        return accept != null && accept.contains("application/json") ? Format.JSON : Format.YAML;
    }

    private void send(DirectReply reply, RoutingContext context) {
        boolean gzip = AcceptEncoding.takesGzip(context.request().headers().get(HttpHeaders.ACCEPT_ENCODING));
        try {
            reply.send(context, gzip, large);
        } catch (RuntimeException e) {
            context.fail(e);
        }
    }

    private DirectReply prepare(Document document) {
        byte[] bytes = bytes(document);
        Encoded entity = Encoded.ofGzip(Encoded.compress(bytes));
        return new DirectReply(entity, EntityTag.of(bytes), null, null, HEADERS.get(document.format()));
    }

    @Override
    public byte[] getDocument(String name, Format format) {
        return bytes(new Document(null, format));
    }

    private byte[] bytes(Document document) {
        try {
            String yaml = yaml();
            if (document.audience() == null && document.format() == Format.YAML) {
                return yaml.getBytes(StandardCharsets.UTF_8);
            }
            JsonNode whole = new YAMLMapper().readTree(yaml);
            JsonNode contract =
                    document.audience() == null ? whole : AudienceContracts.contract(whole, document.audience());
            return document.format() == Format.JSON
                    ? new ObjectMapper().writeValueAsBytes(contract)
                    : AudienceContracts.yaml(contract).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String yaml() throws IOException {
        try (InputStream file = ServedContract.class.getResourceAsStream(FILE)) {
            String yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            // The contact is written as a JSON object, which is valid YAML.
            return contact.isEmpty() ? yaml : yaml.replaceFirst(AFTER_CONTACT, contactLine() + AFTER_CONTACT);
        }
    }

    private String contactLine() {
        return Matcher.quoteReplacement("\n  contact: " + contact);
    }
}
