package org.offprint.web.harvest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.markdown.MarkdownArticles;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Text;
import org.offprint.kernel.text.NearestName;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.http.quotas.Quotas;
import org.offprint.search.query.QuerySyntax;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.services.usage.UsedItem;
import org.offprint.web.harvest.mcp.ToolCall.ToolAnswer;

/**
 * REST resource for the Model Context Protocol over HTTP, read only and without sessions. Supports version 2026-07-28,
 * in which each request states its protocol version, and the earlier versions, whose clients begin with {@code
 * initialize}. Responses are always single JSON objects.
 */
@Path("/mcp")
@PermitAll
@QuotaOf(value = QuotaClass.SEARCH, isCountedByResource = true)
public class McpResource {

    private static final String CURRENT = "2026-07-28";
    private static final List<String> EARLIER = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    private static final String META_VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String META_CLIENT = "io.modelcontextprotocol/clientInfo";
    private static final String META_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final String META_SERVER = "io.modelcontextprotocol/serverInfo";

    private static final String VERSION_HEADER = "MCP-Protocol-Version";
    private static final String METHOD_HEADER = "Mcp-Method";
    private static final String NAME_HEADER = "Mcp-Name";
    private static final String TOOL_CALL = "tools/call";
    private static final String ENCODED = "=?base64?";

    private static final int MAX_BODY_BYTES = 64_000;
    /** Maximum length of a quotation from a request in an error message, in characters. */
    private static final int MAX_QUOTED_LENGTH = 200;

    /** Maximum length of most arguments, in characters. */
    private static final int MAX_TEXT_LENGTH = 2_000;

    private static final int LIST_TTL_MILLIS = 3_600_000;
    private static final int TEXT_TTL_MILLIS = 60_000;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private static final String INSTRUCTIONS = "Published scholarly articles with full texts, references and citations."
            + " Find articles with search_articles, then read them with get_article and get_full_text. Cite articles by"
            + " DOI. If an article is retracted, say so, and do not use it as evidence.";

    private final ArticleTools articles;
    private final List<Tool> tools;
    private final PublicUrl publicUrl;
    private final UsageRecorder usage;
    private final Quotas quotas;
    private final String productVersion;

    McpResource(
            ArticleTools articles,
            SearchTools search,
            PublicUrl publicUrl,
            UsageRecorder usage,
            Quotas quotas,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.articles = articles;
        this.publicUrl = publicUrl;
        this.usage = usage;
        this.quotas = quotas;
        this.productVersion = version;
        this.tools = tools(articles, search);
    }

    /**
     * Tool that clients can call.
     *
     * @param arguments properties of the JSON schema of the arguments
     * @param required names of the required arguments
     */
    private record Tool(
            String name,
            String title,
            String description,
            ObjectNode arguments,
            List<String> required,
            Function<ToolCall, ToolAnswer> work) {

        ObjectNode described() {
            ObjectNode tool =
                    ToolCall.object().put("name", name).put("title", title).put("description", description);
            ObjectNode schema = tool.putObject("inputSchema").put("type", "object");
            schema.set("properties", arguments);
            required.forEach(schema.putArray("required")::add);
            schema.put("additionalProperties", false);
            tool.putObject("annotations").put("readOnlyHint", true).put("openWorldHint", false);
            return tool;
        }
    }

    /**
     * Request in one of the two eras of the protocol.
     *
     * @param isCurrent whether the request states its protocol version in its parameters, as since 2026-07-28
     * @param client name of the client program for the usage statistics
     * @param refusal problem of a client that exceeds its quota; null for other clients
     */
    private record Call(
            String method,
            JsonNode params,
            boolean isCurrent,
            String client,
            String baseUrl,
            HttpServerRequest request,
            ProblemException refusal) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response call(
            InputStream body,
            @Context HttpServerRequest request,
            @Context RoutingContext routing,
            @Context UriInfo uri) {
        requireOwnHost(request);
        ProblemException refusal = refusal(routing);
        JsonNode message;
        try {
            message = Json.parse(bounded(body));
            // Models cannot read an error of HTTP, so only a call of a tool returns the refusal in its result.
            if (refusal != null && !TOOL_CALL.equals(message.path("method").textValue())) {
                throw refusal;
            }
        } catch (ProblemException e) {
            if (e.problem().status() != Response.Status.BAD_REQUEST.getStatusCode()) {
                throw e;
            }
            String detail = e.problem().detail();
            return failed(null, 400, new McpException(McpException.PARSE_ERROR, detail, null));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(message.toString())) {
            return failed(
                    null,
                    400,
                    new McpException(McpException.PARSE_ERROR, "The body contains half of a surrogate pair.", null));
        }
        JsonNode id = message.get("id");
        boolean isCurrent = true;
        try {
            requireShape(message);
            String method = message.get("method").textValue();
            JsonNode params = message.path("params");
            isCurrent = isCurrent(method, params, request);
            if (id == null) {
                return CachePolicy.PRIVATE.on(Response.accepted()).build();
            }
            requireHeaders(method, params, isCurrent, request);
            Call call = new Call(method, params, isCurrent, client(params), publicUrl.base(uri), request, refusal);
            ObjectNode response = ToolCall.object().put("jsonrpc", "2.0");
            response.set("id", id);
            response.set("result", completed(result(call), call));
            return respond(200, response);
        } catch (McpException e) {
            boolean isOfRequest = e.code() == McpException.INVALID_REQUEST || isCurrent;
            return failed(id, isOfRequest ? e.status() : 200, e);
        }
    }

    /**
     * Rejects requests of web pages that have made the name of another site resolve to this service. Web pages of any
     * origin may use the service under its own name, as the rest of the API.
     */
    private void requireOwnHost(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return;
        }
        String host = request.authority() == null ? "" : request.authority().host();
        boolean isKnown = LOOPBACK.contains(host)
                || host.equalsIgnoreCase(URI.create(publicUrl.absolute("/")).getHost());
        if (!isKnown) {
            throw Problems.forbidden(
                    "The request has an Origin, but its Host is not the public address of the service.");
        }
    }

    /** Counts a request. Returns the problem if the client exceeds its quota, and otherwise null. */
    private ProblemException refusal(RoutingContext routing) {
        try {
            quotas.count(QuotaClass.SEARCH, routing);
            return null;
        } catch (ProblemException e) {
            return e;
        }
    }

    private static byte[] bounded(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
            if (bytes.length > MAX_BODY_BYTES) {
                throw Problems.tooLarge(MAX_BODY_BYTES);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireShape(JsonNode message) {
        if (!message.isObject()) {
            throw McpException.request("The body must be one JSON-RPC message. Batches are not supported.");
        }
        if (!"2.0".equals(message.path("jsonrpc").textValue())) {
            throw McpException.request("The member jsonrpc must be 2.0.");
        }
        if (!message.path("method").isTextual()) {
            throw McpException.request("The member method is required.");
        }
        JsonNode id = message.get("id");
        if (id != null && !id.isTextual() && !id.isIntegralNumber()) {
            throw McpException.request("The member id must be a string or an integer.");
        }
        if (message.has("params") && !message.get("params").isObject()) {
            throw McpException.request("The member params must be an object.");
        }
    }

    /** Returns whether a request belongs to version 2026-07-28 or later. */
    private static boolean isCurrent(String method, JsonNode params, HttpServerRequest request) {
        if (params.path("_meta").has(META_VERSION)) {
            return true;
        }
        String header = request.getHeader(VERSION_HEADER);
        return !method.equals("initialize") && header != null && !EARLIER.contains(header);
    }

    private static void requireHeaders(String method, JsonNode params, boolean isCurrent, HttpServerRequest request) {
        if (!isCurrent) {
            return;
        }
        JsonNode meta = params.path("_meta");
        String version = meta.path(META_VERSION).textValue();
        String header = request.getHeader(VERSION_HEADER);
        if (version != null && !version.equals(header)) {
            throw mismatch(VERSION_HEADER, version);
        }
        if (version == null || !meta.path(META_CAPABILITIES).isObject()) {
            throw McpException.params(
                    "The member _meta must contain " + META_VERSION + " and " + META_CAPABILITIES + ".");
        }
        if (!version.equals(CURRENT)) {
            ObjectNode data = ToolCall.object();
            versions().forEach(data.putArray("supported")::add);
            throw new McpException(
                    McpException.UNSUPPORTED_VERSION,
                    "Protocol version " + shortened(version) + " is not supported.",
                    data.put("requested", shortened(version)));
        }
        if (!method.equals(request.getHeader(METHOD_HEADER))) {
            throw mismatch(METHOD_HEADER, method);
        }
        String name =
                switch (method) {
                    case TOOL_CALL, "prompts/get" -> params.path("name").textValue();
                    case "resources/read" -> params.path("uri").textValue();
                    default -> null;
                };
        if (name != null && !name.equals(decoded(request.getHeader(NAME_HEADER)))) {
            throw mismatch(NAME_HEADER, name);
        }
    }

    private static McpException mismatch(String header, String expected) {
        return new McpException(
                McpException.HEADER_MISMATCH,
                "The header " + header + " must be " + shortened(expected) + ", as in the body.",
                null);
    }

    /** Decodes a header value that contains characters other than printable ASCII. */
    private static String decoded(String header) {
        if (header == null || !header.startsWith(ENCODED) || !header.endsWith("?=")) {
            return header;
        }
        try {
            String encoded = header.substring(ENCODED.length(), Math.max(ENCODED.length(), header.length() - 2));
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return header;
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_QUOTED_LENGTH ? text : text.substring(0, MAX_QUOTED_LENGTH) + "…";
    }

    /**
     * Returns a name that distinguishes client programs of the same address. The name contains no words of the client,
     * because names of assistants are also names of robots.
     */
    private static String client(JsonNode params) {
        JsonNode info = params.path("_meta").path(META_CLIENT);
        return "Model Context Protocol "
                + Integer.toHexString(Objects.hash(
                        info.path("name").textValue(), info.path("version").textValue()));
    }

    private static List<String> versions() {
        List<String> versions = new ArrayList<>(List.of(CURRENT));
        versions.addAll(EARLIER);
        return versions;
    }

    private ObjectNode result(Call call) {
        return switch (call.method()) {
            case "tools/list" ->
                listed("tools", tools.stream().map(Tool::described).toList(), call);
            case TOOL_CALL -> toolResult(call);
            case "resources/list" -> listed("resources", List.of(), call);
            case "resources/templates/list" -> listed("resourceTemplates", List.of(template(call)), call);
            case "resources/read" -> resource(call);
            case "server/discover" -> discovered(call);
            case "initialize" -> initialized(call);
            case "ping" -> requireEarlier(call, ToolCall.object());
            default -> throw unknownMethod(call.method());
        };
    }

    private static McpException unknownMethod(String method) {
        return new McpException(
                McpException.METHOD_NOT_FOUND, "The method " + shortened(method) + " is not available.", null);
    }

    /** Rejects a method that exists only in earlier versions of the protocol. */
    private static ObjectNode requireEarlier(Call call, ObjectNode result) {
        if (call.isCurrent()) {
            throw unknownMethod(call.method());
        }
        return result;
    }

    private ObjectNode discovered(Call call) {
        if (!call.isCurrent()) {
            throw unknownMethod(call.method());
        }
        ObjectNode result = capable(ToolCall.object());
        versions().forEach(result.putArray("supportedVersions")::add);
        return cacheable(result, LIST_TTL_MILLIS);
    }

    private ObjectNode initialized(Call call) {
        String asked = call.params().path("protocolVersion").textValue();
        ObjectNode result = requireEarlier(call, capable(ToolCall.object()));
        result.put("protocolVersion", asked != null && EARLIER.contains(asked) ? asked : EARLIER.get(0));
        result.set("serverInfo", server());
        return result;
    }

    private static ObjectNode capable(ObjectNode result) {
        ObjectNode capabilities = result.putObject("capabilities");
        capabilities.putObject("tools");
        capabilities.putObject("resources");
        return result.put("instructions", INSTRUCTIONS);
    }

    private ObjectNode server() {
        return ToolCall.object()
                .put("name", "offprint")
                .put("title", "Offprint")
                .put("version", productVersion);
    }

    private static ObjectNode listed(String name, List<ObjectNode> items, Call call) {
        ObjectNode result = ToolCall.object();
        ArrayNode list = result.putArray(name);
        items.forEach(list::add);
        return call.isCurrent() ? cacheable(result, LIST_TTL_MILLIS) : result;
    }

    private static ObjectNode cacheable(ObjectNode result, int millis) {
        return result.put("ttlMs", millis).put("cacheScope", "public");
    }

    /** Adds the members that every result has since version 2026-07-28. */
    private ObjectNode completed(ObjectNode result, Call call) {
        if (call.isCurrent()) {
            result.put("resultType", "complete");
            result.putObject("_meta").set(META_SERVER, server());
        }
        return result;
    }

    private ObjectNode toolResult(Call call) {
        String name = call.params().path("name").textValue();
        Tool tool = tools.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> McpException.params(
                        "There is no tool " + (name == null ? "without a name" : shortened(name)) + "."));
        JsonNode arguments = call.params().path("arguments");
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            throw McpException.params("The member arguments must be an object.");
        }
        ToolAnswer answer;
        try {
            if (call.refusal() != null) {
                throw call.refusal();
            }
            requireValid(arguments, tool);
            answer = tool.work().apply(new ToolCall(arguments, call.baseUrl(), recorder(call)));
        } catch (ProblemException e) {
            answer = ToolAnswer.failed(sentence(e));
        } catch (McpException e) {
            // Models can read a result and correct the argument, but clients often hide errors of the protocol.
            answer = ToolAnswer.failed(e.getMessage());
        }
        ObjectNode result = ToolCall.object();
        result.putArray("content").addObject().put("type", "text").put("text", answer.text());
        if (answer.structured() != null) {
            result.set("structuredContent", answer.structured());
        }
        return result.put("isError", answer.isError());
    }

    /** Rejects arguments that do not match the JSON schema of the tool. Null is treated as a missing argument. */
    private static void requireValid(JsonNode arguments, Tool tool) {
        arguments.fieldNames().forEachRemaining(argument -> requireKnown(argument, tool));
        for (String name : tool.required()) {
            if (arguments.path(name).asText("").isBlank()) {
                throw McpException.params("The argument " + name + " is required.");
            }
        }
        tool.arguments().properties().forEach(schema -> {
            JsonNode value = arguments.path(schema.getKey());
            if (!value.isMissingNode() && !value.isNull()) {
                requireValid(schema.getKey(), value, schema.getValue());
            }
        });
    }

    private static void requireValid(String name, JsonNode value, JsonNode schema) {
        if (schema.has("minimum")) {
            int min = schema.get("minimum").intValue();
            int max = schema.get("maximum").intValue();
            if (!value.canConvertToExactIntegral()
                    || !value.canConvertToInt()
                    || value.intValue() < min
                    || value.intValue() > max) {
                throw McpException.params(
                        "The argument " + name + " must be an integer from " + min + " to " + max + ".");
            }
            return;
        }
        if (!value.isTextual()) {
            throw McpException.params("The argument " + name + " must be a string.");
        }
        int max = schema.get("maxLength").intValue();
        if (value.textValue().length() > max) {
            throw McpException.params("The argument " + name + " must have at most " + max + " characters.");
        }
        if (Text.fault(value.textValue()) != null) {
            throw McpException.params("The argument " + name + " contains control characters.");
        }
    }

    private static void requireKnown(String argument, Tool tool) {
        if (!tool.arguments().has(argument)) {
            List<String> known = new ArrayList<>();
            tool.arguments().fieldNames().forEachRemaining(known::add);
            throw McpException.params("The tool " + tool.name() + " has no argument " + shortened(argument)
                    + NearestName.to(argument, known)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("."));
        }
    }

    private Consumer<UsedItem> recorder(Call call) {
        return item -> usage.recordProgram(item, call.client(), call.request());
    }

    /** Returns the cause of a problem, and the seconds to wait if the request can be repeated. */
    private static String sentence(ProblemException e) {
        String detail = e.problem().detail();
        String retry = e.headers().get("Retry-After");
        return e.problem().title()
                + (detail == null ? "." : ". " + detail)
                + (retry == null ? "" : " Retry after " + retry + " seconds.");
    }

    private static ObjectNode template(Call call) {
        return ToolCall.object()
                .put("uriTemplate", call.baseUrl() + "/articles/{slug}.md")
                .put("name", "article")
                .put("title", "Article with its full text as Markdown")
                .put("mimeType", MarkdownArticles.MEDIA_TYPE);
    }

    private ObjectNode resource(Call call) {
        String uri = call.params().path("uri").textValue();
        String begin = call.baseUrl() + "/articles/";
        if (uri == null
                || uri.indexOf(0) >= 0
                || !uri.startsWith(begin)
                || !uri.endsWith(".md")
                || uri.length() > begin.length() + 200) {
            throw unknownResource(uri);
        }
        String slug = uri.substring(begin.length(), Math.max(begin.length(), uri.length() - ".md".length()));
        try {
            ObjectNode result = ToolCall.object();
            result.putArray("contents")
                    .addObject()
                    .put("uri", uri)
                    .put("mimeType", MarkdownArticles.MEDIA_TYPE)
                    .put("text", articles.markdown(slug, call.baseUrl(), recorder(call)));
            return call.isCurrent() ? cacheable(result, TEXT_TTL_MILLIS) : result;
        } catch (ProblemException e) {
            if (e.problem().status() == 404 || e.problem().status() == 410) {
                throw unknownResource(uri);
            }
            throw e;
        }
    }

    private static McpException unknownResource(String uri) {
        ObjectNode data = ToolCall.object().put("uri", uri == null ? null : shortened(uri));
        return new McpException(McpException.INVALID_PARAMS, "There is no resource with this URI.", data);
    }

    private static Response failed(JsonNode id, int status, McpException e) {
        ObjectNode response = ToolCall.object().put("jsonrpc", "2.0");
        if (id != null && (id.isTextual() || id.isIntegralNumber())) {
            response.set("id", id);
        }
        ObjectNode error = response.putObject("error").put("code", e.code()).put("message", e.getMessage());
        if (e.data() != null) {
            error.set("data", e.data());
        }
        return respond(status, response);
    }

    private static Response respond(int status, ObjectNode response) {
        return CachePolicy.PRIVATE
                .on(Response.status(status).entity(Json.write(response)).type(MediaType.APPLICATION_JSON))
                .build();
    }

    private static List<Tool> tools(ArticleTools articles, SearchTools search) {
        String id = "DOI, id or slug of the article.";
        ObjectNode language =
                text("language", "Language of the text, such as fr. The default is the language of the article.");
        return List.of(
                new Tool(
                        "search_articles",
                        "Search articles",
                        "Searches published articles, best matches first. The query supports words, \"phrases\", OR,"
                                + " -excluded and fields such as title:. Use get_article for the abstract of a result, and"
                                + " match_reference to find the article of a printed reference.",
                        properties(
                                text("query", "Search query.", QuerySyntax.MAX_LENGTH),
                                text("journal", "Id or slug of a journal."),
                                year("yearFrom", "First year of publication."),
                                year("yearTo", "Last year of publication."),
                                number("limit", "Maximum number of results. The default is 10.", 1, 20),
                                text("cursor", "Cursor of the previous result, to get the next page.")),
                        List.of("query"),
                        search::articles),
                new Tool(
                        "get_article",
                        "Get an article",
                        "Returns title, authors, DOI, version, licence, retraction state and abstract of an article, and"
                                + " the names of the sections of its full text. Use get_full_text to read a section.",
                        properties(text("id", id), language),
                        List.of("id"),
                        articles::article),
                new Tool(
                        "get_full_text",
                        "Get the full text of an article",
                        "Returns the full text of an article, or of one section, as Markdown with TeX formulas. Get the"
                                + " names of the sections from get_article.",
                        properties(
                                text("id", id),
                                text("section", "Name of a section, as returned by get_article for this language."),
                                language,
                                number(
                                        "offset",
                                        "Number of characters to skip, as returned in nextOffset.",
                                        0,
                                        50_000_000),
                                number(
                                        "maxCharacters",
                                        "Maximum length. The default is 40000.",
                                        1_000,
                                        ArticleTools.MAX_CHARACTERS)),
                        List.of("id"),
                        articles::fullText),
                new Tool(
                        "get_references",
                        "Get the references of an article",
                        "Returns the works that an article cites, with DOIs, links to articles of this service, and"
                                + " whether a cited article is retracted. Use cited_by for the opposite direction.",
                        properties(text("id", id), text("cursor", "Cursor of the previous result.")),
                        List.of("id"),
                        articles::references),
                new Tool(
                        "cited_by",
                        "List citing articles",
                        "Returns the articles of this service that cite an article, newest first. Use get_references for"
                                + " the works that an article cites.",
                        properties(text("id", id), text("cursor", "Cursor of the previous result.")),
                        List.of("id"),
                        search::citedBy),
                new Tool(
                        "format_citation",
                        "Format a citation",
                        "Returns the citation of an article in a citation style, or as BibTeX, RIS or CSL-JSON. Use this"
                                + " tool instead of writing citations yourself.",
                        properties(
                                text("id", id),
                                text(
                                        "style",
                                        "bibtex, ris, csl, or the name of a CSL style such as apa (the default)."),
                                text("language", "Language of the terms, as a locale such as en-US.")),
                        List.of("id"),
                        articles::citation),
                new Tool(
                        "list_issues",
                        "List issues of a journal",
                        "Returns the published issues of a journal, newest first.",
                        properties(
                                text("journal", "Id or slug of the journal."),
                                year("year", "Year of the issues."),
                                text("cursor", "Cursor of the previous result.")),
                        List.of("journal"),
                        search::issues),
                new Tool(
                        "match_reference",
                        "Match a reference",
                        "Finds the article of this service that a printed reference cites. A result with sure: true is"
                                + " certain. Use search_articles for a search by subject.",
                        properties(text("text", "Printed reference.")),
                        List.of("text"),
                        search::match));
    }

    private static ObjectNode properties(ObjectNode... each) {
        ObjectNode properties = ToolCall.object();
        for (ObjectNode property : each) {
            properties.setAll(property);
        }
        return properties;
    }

    private static ObjectNode text(String name, String description) {
        return text(name, description, MAX_TEXT_LENGTH);
    }

    private static ObjectNode text(String name, String description, int maxLength) {
        ObjectNode property = ToolCall.object();
        property.putObject(name)
                .put("type", "string")
                .put("description", description)
                .put("maxLength", maxLength);
        return property;
    }

    private static ObjectNode year(String name, String description) {
        return number(name, description, 1000, 2999);
    }

    private static ObjectNode number(String name, String description, int min, int max) {
        ObjectNode property = ToolCall.object();
        property.putObject(name)
                .put("type", "integer")
                .put("description", description)
                .put("minimum", min)
                .put("maximum", max);
        return property;
    }
}
