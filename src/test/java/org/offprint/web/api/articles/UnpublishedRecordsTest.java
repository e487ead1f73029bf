package org.offprint.web.api.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.offprint.formats.ExportFormats;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.ResponseTexts;
import org.offprint.web.api.contract.ContractChecker;

/**
 * Tests that no public response reveals unpublished records. The test adds a unique secret term to every text field of
 * unpublished records. The test searches the responses of all endpoints for the secret terms and for the ids of
 * unpublished records. New members and operations are covered automatically, because the members come from {@link
 * FullArticle} and the operations come from the contract.
 */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnpublishedRecordsTest {

    /**
     * Prefix of each secret term. The prefix contains only letters, so that no format or index changes it. The prefix
     * is long enough that fuzzy suggestions do not match random terms of other tests.
     */
    private static final String MARK = "qzxkvjwq";

    private static final Pattern SECRET = Pattern.compile(MARK + "[a-z]{4}z");
    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
    private static final Pattern FACETS = Pattern.compile("\\^\\(([a-z|A-Z]+)\\)");
    private static final Client READER = Client.here().anonymous();
    private static final Client ADMIN = Client.here();
    private static final JsonNode CONTRACT = ContractChecker.read(Path.of("openapi/openapi.yaml"));

    /** Parameters that control the format of a response, not the selection of records. */
    private static final Set<String> FORM = Set.of(
            "cursor", "fields", "facets", "format", "highlight", "limit", "page", "sort", "syntax", "view", "after");

    private int planted;

    /** Name of the record and JSON Pointer of the member that contains a secret term, keyed by the term. */
    private final Map<String, String> memberOf = new LinkedHashMap<>();

    /** Ids of unpublished records, which must not be visible to readers. */
    private final Set<String> hidden = new LinkedHashSet<>();

    /** Ids and other identifiers with which a client could request an unpublished record. */
    private final Set<String> handles = new LinkedHashSet<>();

    private FullArticle full;
    private String editor;
    private String slug;
    private String openIssue;
    private String edited;
    private String withdrawn;
    private final List<String> shown = new ArrayList<>();

    /** Creates the records only before the first test, because the tests do not change them. */
    @BeforeEach
    void plant() {
        if (full != null) {
            return;
        }
        full = new FullArticle();
        slug = ArticleEditing.read("/v1/journals/" + full.journal).get("slug").textValue();
        editor = created(
                        asAdmin(),
                        "/v1/api-keys",
                        object().put("name", "Eve " + secret("key /name")).put("role", "editor"))
                .get("key")
                .textValue();
        openIssue = issue(object().put("volume", "1"));
        publication("/v1/issues/" + openIssue, object());

        String draft = article("draft", full.json().put("issue", openIssue));
        String scheduled = article("scheduled", full.json());
        publication(
                "/v1/articles/" + scheduled,
                object().put("at", "2099-01-01T00:00:00Z").put("note", secret("scheduled /note")));
        String previewed = article("previewed", full.json());
        ArticleEditing.act(as(editor), "POST", "/v1/articles/" + previewed + "/previews", object())
                .statusCode(201);
        hidden.addAll(List.of(draft, scheduled, previewed));

        String draftIssue = issue(marked("draft issue", fullIssue()));
        String scheduledIssue = issue(marked("scheduled issue", fullIssue()));
        publication("/v1/issues/" + scheduledIssue, object().put("at", "2099-01-01T00:00:00Z"));
        String unpublishedIssue = issue(marked("unpublished issue", fullIssue()));
        publication("/v1/issues/" + unpublishedIssue, object());
        hidden.addAll(List.of(draftIssue, scheduledIssue));

        for (String issue : List.of(draftIssue, scheduledIssue, unpublishedIssue)) {
            ObjectNode plain =
                    ArticleEditing.minimal(full.journal).put("issue", issue).put("section", full.section);
            for (String target : List.of(draft, scheduled, previewed)) {
                plain.withArray("relations")
                        .addObject()
                        .put("type", "isCommentOn")
                        .put("article", target);
                plain.withArray("relations")
                        .addObject()
                        .put("type", "references")
                        .put("article", target)
                        .put("doi", "10.5555/elsewhere")
                        .put("label", "Elsewhere");
            }
            plain.putArray("contributors")
                    .addObject()
                    .put("role", "author")
                    .put("family", "Plain")
                    .put("email", secret("published /email") + "@example.org");
            shown.add(published(plain));
        }
        ArticleEditing.undo("/v1/issues/" + unpublishedIssue + "/publication").statusCode(200);

        edited = published(ArticleEditing.minimal(full.journal).put("issue", openIssue));
        ObjectNode working = full.json();
        working.remove(List.of("slug", "issue", "position"));
        patch("edited", "/v1/articles/" + edited, marked("edited", working));
        shown.add(edited);
        withdrawn = article("withdrawn", full.json().put("issue", openIssue));
        publication("/v1/articles/" + withdrawn, object());
        ArticleEditing.withdraw("/v1/articles/" + withdrawn, object().put("reason", "It went."))
                .statusCode(200);
        Fixtures.await(() -> ArticleEditing.read("/v1/articles/" + shown.get(2))
                        .path("issue")
                        .isMissingNode()
                && ArticleEditing.read("/v1/articles/" + full.related)
                        .get("relations")
                        .isEmpty());
    }

    @Test
    void no_public_response_contains_terms_or_ids_of_unpublished_records() {
        Set<String> found = new TreeSet<>();
        for (String path : paths()) {
            found.addAll(found(READER, path));
        }
        assertEquals(Set.of(), found);
    }

    @Test
    void public_list_filters_do_not_match_values_of_unpublished_records() {
        List<String> wrong = new ArrayList<>();
        for (String path : narrowed()) {
            Client.Reply answer = get(READER, path);
            if (answer.status() == 200 && !answer.body().path("items").isEmpty()) {
                wrong.add(path);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /**
     * Proves that the other tests create secret terms and search for them. Without secret terms, the other tests would
     * pass without checking anything.
     */
    @Test
    void responses_to_an_admin_contain_the_terms_and_ids_of_all_unpublished_records() {
        Set<String> missed = new TreeSet<>(memberOf.values());
        missed.addAll(hidden);
        for (String path : paths()) {
            missed.removeAll(seen(ADMIN, path));
        }
        // The publication note of a scheduled article is stored, but is returned only after the scheduled time.
        missed.remove("scheduled /note");
        assertEquals(Set.of(), missed);
        long finding = narrowed().stream()
                .filter(path -> {
                    Client.Reply answer = get(ADMIN, path);
                    return answer.status() == 200
                            && !answer.body().path("items").isEmpty();
                })
                .count();
        assertTrue(finding > 8, "Only " + finding + " filters find anything for editors");
    }

    @Test
    void links_of_a_published_article_never_return_404_to_readers() {
        for (String article : shown) {
            Response answer = asReader().get("/v1/articles/" + article);
            List<String> links = new ArrayList<>();
            Fixtures.body(answer).get("links").forEach(link -> links.add(link.textValue()));
            Matcher targets = Pattern.compile("<(?:https?://localhost(?::\\d+)?)?(/[^>]*)>")
                    .matcher(String.valueOf(answer.header("Link")));
            while (targets.find()) {
                links.add(targets.group(1));
            }
            assertTrue(links.size() > 4, links.toString());
            links.stream()
                    .filter(link -> link.startsWith("/"))
                    .forEach(link -> assertNotEquals(404, get(READER, link).status(), link));
        }
    }

    // Methods that create records

    private String secret(String member) {
        int number = planted++;
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            letters.insert(0, (char) ('a' + number % 26));
            number /= 26;
        }
        String secret = MARK + letters + "z";
        memberOf.put(secret, member);
        return secret;
    }

    private static ObjectNode fullIssue() {
        ObjectNode issue = object().put("volume", "7")
                .put("number", "2")
                .put("year", 2025)
                .put("title", "Title")
                .put("description", "Description")
                .put("coverUrl", "https://example.org/cover.png")
                .put("special", true)
                .put("doi", "10.5555/issue")
                .put("publishedOn", "2025-12");
        issue.putObject("translations").putObject("zh").put("title", "Title").put("description", "Description");
        Set<String> members = new TreeSet<>();
        CONTRACT.at("/components/schemas/IssueInput/properties").fieldNames().forEachRemaining(members::add);
        members.removeAll(Set.of("journal", "revision"));
        Set<String> held = new TreeSet<>();
        issue.fieldNames().forEachRemaining(held::add);
        assertEquals(members, held, "The test does not cover all members of an issue");
        return issue;
    }

    private String issue(ObjectNode issue) {
        return store("issue", issue.put("journal", full.journal), "/v1/issues", "POST");
    }

    private String article(String name, ObjectNode article) {
        return store(name, marked(name, article), "/v1/articles", "POST");
    }

    private void patch(String name, String path, ObjectNode article) {
        store(name, article, path, "PATCH");
    }

    /** Creates and publishes an article, and returns its id. */
    private String published(ObjectNode article) {
        String id = created(as(editor), "/v1/articles", article).get("id").textValue();
        publication("/v1/articles/" + id, object());
        return id;
    }

    private void publication(String path, ObjectNode how) {
        ArticleEditing.act(as(editor), "PUT", path + "/publication", how).statusCode(200);
    }

    /** Returns the record with a secret term added to each string member, except ids. */
    private ObjectNode marked(String name, ObjectNode record) {
        ObjectNode marked = record.deepCopy();
        leaves(marked).forEach(pointer -> {
            String text = marked.at(pointer).textValue();
            // A plain text member and its HTML member must contain the same text and the same secret term.
            String plain = pointer.replaceFirst("Html$", "");
            String secret = memberOf.entrySet().stream()
                    .filter(each -> each.getValue().equals(name + " " + plain))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseGet(() -> secret(name + " " + plain));
            set(
                    marked,
                    pointer,
                    text.endsWith("</p>") ? text.replaceFirst("</p>$", " " + secret + "</p>") : text + " " + secret);
        });
        return marked;
    }

    private static List<String> leaves(JsonNode tree) {
        List<String> leaves = new ArrayList<>();
        collect(tree, "", leaves);
        return leaves;
    }

    private static void collect(JsonNode tree, String pointer, List<String> leaves) {
        if (tree.isObject()) {
            tree.properties().forEach(member -> collect(member.getValue(), pointer + "/" + member.getKey(), leaves));
        } else if (tree.isArray()) {
            for (int i = 0; i < tree.size(); i++) {
                collect(tree.get(i), pointer + "/" + i, leaves);
            }
        } else if (tree.isTextual() && !UUID_SHAPE.matcher(tree.textValue()).matches()) {
            leaves.add(pointer);
        }
    }

    private static void set(JsonNode tree, String pointer, String text) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = tree.at(pointer.substring(0, slash));
        if (parent instanceof ObjectNode object) {
            object.put(pointer.substring(slash + 1), text);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(pointer.substring(slash + 1)), text);
        }
    }

    /**
     * Returns a string in the given format that contains the secret term, or null if there is no such format. Formats
     * are term, URL, DOI and email address.
     */
    private static String form(int form, String secret) {
        return switch (form) {
            case 1 -> secret;
            case 2 -> "https://example.org/" + secret;
            case 3 -> "10.12345/" + secret;
            case 4 -> secret + "@example.org";
            default -> null;
        };
    }

    /**
     * Stores a record and returns its id. If the service rejects a member with a secret term, this method tries the
     * term in the form of a URL, DOI and email address. If all forms are rejected, the member keeps its original value.
     */
    private String store(String name, ObjectNode record, String path, String method) {
        Map<String, Integer> tried = new LinkedHashMap<>();
        for (int round = 0; round < 30; round++) {
            Response answer = method.equals("POST")
                    ? Fixtures.post(as(editor), path, record)
                    : Fixtures.patch(as(editor), path, record);
            if (answer.statusCode() < 300) {
                for (String member : List.of("doi", "slug", "volume")) {
                    if (name.startsWith("draft") && record.path(member).asText().contains(MARK)) {
                        handles.add(record.get(member).textValue());
                    }
                }
                return Fixtures.body(answer).get("id").textValue();
            }
            assertEquals(422, answer.statusCode(), name + " " + answer.asString());
            boolean changed = false;
            for (JsonNode error : Fixtures.body(answer).get("errors")) {
                String pointer = error.get("pointer").textValue();
                List<String> wrong = leaves(record).stream()
                        .filter(leaf -> !pointer.isEmpty() && (leaf + "/").startsWith(pointer + "/"))
                        .filter(leaf ->
                                SECRET.matcher(record.at(leaf).textValue()).find())
                        .toList();
                // An invalid value may cause further errors in members that depend on it. These members contain no
                // secret term.
                changed |= !wrong.isEmpty();
                for (String leaf : wrong) {
                    Matcher secret = SECRET.matcher(record.at(leaf).textValue());
                    secret.find();
                    int form = tried.merge(leaf, 1, Integer::sum);
                    String other = form(form, secret.group());
                    set(record, leaf, other == null ? original(leaf) : other);
                    if (other == null
                            && leaves(record).stream()
                                    .noneMatch(l -> record.at(l).textValue().contains(secret.group()))) {
                        memberOf.remove(secret.group());
                    }
                }
            }
            assertTrue(changed, name + " " + answer.asString());
        }
        throw new AssertionError(name + " is rejected: " + record);
    }

    /** Returns the original value of a member that accepts no secret term, such as a term of a vocabulary. */
    private String original(String pointer) {
        JsonNode article = full.json().at(pointer);
        return article.isTextual()
                ? article.textValue()
                : fullIssue().at(pointer).textValue();
    }

    // Methods that send requests

    /**
     * Returns the paths of every GET operation in the contract, with values for all parameters, and the paths of all
     * other endpoints.
     */
    private List<String> paths() {
        Set<String> paths = new LinkedHashSet<>();
        CONTRACT.get("paths").properties().forEach(path -> {
            if (path.getValue().has("get")) {
                for (String concrete : concrete(path.getKey())) {
                    paths.addAll(asked(concrete, parameters(path.getValue())));
                }
            }
        });
        paths.removeIf(path -> path.startsWith("/v1/backup") || path.startsWith("/v1/exports/records"));
        paths.addAll(List.of("/oai?verb=Identify", "/oai?verb=ListSets"));
        paths.addAll(ResponseTexts.sitemaps());
        paths.add("/feeds/journals/" + slug + ".atom");
        paths.add("/feeds/issues/" + openIssue + ".atom");
        hidden.forEach(id -> paths.add("/feeds/issues/" + id + ".atom"));
        for (String article : shown) {
            paths.add("/articles/"
                    + ArticleEditing.readAsEditor("/v1/articles/" + article)
                            .get("slug")
                            .textValue());
        }
        handles.forEach(handle -> paths.add("/articles/" + handle));
        Matcher prefix = Pattern.compile("<metadataPrefix>([^<]+)<")
                .matcher(ResponseTexts.of(asReader().get("/oai?verb=ListMetadataFormats")));
        while (prefix.find()) {
            for (String verb : List.of("ListRecords", "ListIdentifiers")) {
                paths.add("/oai?verb=" + verb + "&metadataPrefix=" + prefix.group(1) + "&set=journal:" + slug);
                hidden.forEach(id -> paths.add("/oai?verb=" + verb + "&metadataPrefix=" + prefix.group(1)
                        + "&set=journal:" + slug + ":issue-" + id));
            }
        }
        return List.copyOf(paths);
    }

    private List<String> concrete(String path) {
        List<String> ids = path.startsWith("/v1/journals")
                ? List.of(full.journal, slug)
                : path.startsWith("/v1/affiliations")
                        ? List.of(full.affiliation)
                        : path.startsWith("/v1/issues")
                                ? with(List.of(openIssue))
                                : path.startsWith("/v1/articles")
                                        ? with(with(shown, List.of(full.related, withdrawn)))
                                        : List.of(ArticleEditing.UNKNOWN);
        List<String> paths = List.of(path);
        Map<String, List<String>> values = Map.of(
                "{id}", ids,
                "{number}", List.of("1"),
                "{name}", List.of("paper.pdf"),
                "{format}", List.copyOf(ExportFormats.unconfigured().names()),
                "{token}", List.of("x"),
                "{loser}", List.of(ArticleEditing.UNKNOWN),
                "{delivery}", List.of(ArticleEditing.UNKNOWN));
        for (Map.Entry<String, List<String>> each : values.entrySet()) {
            if (path.contains(each.getKey())) {
                paths = paths.stream()
                        .flatMap(one -> each.getValue().stream().map(value -> one.replace(each.getKey(), value)))
                        .toList();
            }
        }
        assertTrue(
                paths.stream().noneMatch(one -> one.contains("{")),
                path + " has a parameter without a value in this test");
        return paths;
    }

    private List<String> with(List<String> ids) {
        return with(ids, List.copyOf(hidden));
    }

    private static List<String> with(List<String> ids, List<String> more) {
        List<String> all = new ArrayList<>(ids);
        all.addAll(more);
        return all;
    }

    /**
     * Returns the path with only its required parameters, and once more for each value of each other parameter, such as
     * each vocabulary term, all facets, and highlights.
     */
    private List<String> asked(String path, List<JsonNode> parameters) {
        Map<String, JsonNode> query = new LinkedHashMap<>();
        parameters.forEach(parameter -> {
            if (parameter.get("in").textValue().equals("query")) {
                query.put(parameter.get("name").textValue(), parameter);
            }
        });
        List<String> needed = new ArrayList<>();
        query.forEach((name, parameter) -> {
            if (parameter.path("required").booleanValue()) {
                needed.add(name + "=" + (name.equals("with") ? "1" : MARK));
            }
        });
        if (query.containsKey("journal")) {
            needed.add("journal=" + full.journal);
        }
        if (query.containsKey("limit")) {
            needed.add("limit=" + query.get("limit").at("/schema/maximum").asInt(100));
        }
        List<String> asked = new ArrayList<>();
        asked.add(joined(path, needed));
        query.forEach((name, parameter) -> {
            JsonNode schema = parameter.get("schema");
            JsonNode terms = schema.has("enum") ? schema.get("enum") : schema.at("/items/enum");
            terms.forEach(term -> asked.add(joined(path, with(needed, List.of(name + "=" + term.asText())))));
            Matcher facets = FACETS.matcher(schema.at("/items/pattern").asText());
            if (facets.find()) {
                for (String facet : facets.group(1).split("[|]")) {
                    asked.add(joined(path, with(needed, List.of("facets=" + facet + ":100"))));
                }
            }
        });
        if (query.containsKey("highlight")) {
            asked.add(joined(path, with(needed, List.of("q=" + MARK + "*", "highlight=true"))));
        }
        return asked;
    }

    private static String joined(String path, List<String> query) {
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /**
     * Returns the parameters of the GET operation of a path. References to shared parameters of the contract are
     * resolved.
     */
    private static List<JsonNode> parameters(JsonNode path) {
        List<JsonNode> parameters = new ArrayList<>();
        path.at("/get/parameters")
                .forEach(each -> parameters.add(
                        each.has("$ref")
                                ? CONTRACT.at(each.get("$ref").textValue().substring(1))
                                : each));
        return parameters;
    }

    /** Returns the paths of lists that are filtered by values of unpublished records, with one parameter per path. */
    private List<String> narrowed() {
        List<String> paths = new ArrayList<>();
        CONTRACT.get("paths").properties().forEach(path -> parameters(path.getValue())
                .forEach(parameter -> {
                    String name = parameter.get("name").textValue();
                    boolean isList = parameters(path.getValue()).stream()
                            .anyMatch(each -> each.get("name").textValue().equals("q"));
                    JsonNode schema = parameter.path("schema");
                    boolean isClosed =
                            schema.has("enum") || schema.at("/items/enum").isArray();
                    if (isList
                            && parameter.get("in").textValue().equals("query")
                            && !FORM.contains(name)
                            && !isClosed) {
                        for (String value : with(with(List.copyOf(handles)), List.of(MARK + "*"))) {
                            paths.add(path.getKey().replace("{id}", shown.get(0)) + "?" + name + "=" + encoded(value));
                        }
                    }
                }));
        return paths;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * Returns the hidden values in a response, each in the form "path: member". Values that the requested path contains
     * are ignored.
     */
    private Set<String> found(Client caller, String path) {
        Set<String> found = new TreeSet<>();
        seen(caller, path).forEach(what -> found.add(path + ": " + what));
        return found;
    }

    private Set<String> seen(Client caller, String path) {
        Client.Reply answer = get(caller, path);
        assertTrue(answer.status() < 500, path + " " + answer.status());
        String text = (answer.headers().map() + ResponseTexts.of(answer)).toLowerCase(Locale.ROOT);
        Set<String> seen = new TreeSet<>();
        Matcher secret = SECRET.matcher(text);
        while (secret.find()) {
            // The slug of a withdrawn article is the address of its tombstone, which front ends need.
            boolean isTombstone = answer.status() == 410 && "withdrawn /slug".equals(memberOf.get(secret.group()));
            if (!isTombstone && !path.contains(secret.group()) && memberOf.containsKey(secret.group())) {
                seen.add(memberOf.get(secret.group()));
            }
        }
        hidden.stream().filter(id -> text.contains(id) && !path.contains(id)).forEach(seen::add);
        return seen;
    }

    /**
     * Uses the lightweight client, because sending thousands of requests with REST Assured would take longer than
     * processing them.
     */
    private static Client.Reply get(Client caller, String path) {
        return caller.read(path.replace(" ", "%20"));
    }
}
