import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares the responses of two services with the same records: lists with every filter, order and facet, searches,
 * phrases, fields, misspelled words, suggestions, cursor walks, and lists for editors.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/Alike.java prepare <url> <key>} creates records that only
 * editors see: drafts, working copies, withdrawn and retracted articles, and renamed organizations. {@code … compare
 * <url> <other url> <key>} compares the services, prints the differences, and exits with 1 if there are any.
 *
 * <p>Times, cursors, the order by relevance, and the documented differences of a search cluster (docs/operations.md)
 * are not compared. Such differences are counted at the end.
 */
public class Alike {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Members that are not compared, because each store has its own timestamps. */
    private static final Set<String> LEFT_OUT = Set.of("createdAt", "updatedAt", "publishedAt", "scheduledAt");

    private static final Set<String> LINKS_OF_PAGES = Set.of("first", "prev", "next");

    /** Sort orders in which equal records may differ: by score, and by timestamps that differ between stores. */
    private static final List<String> OWN_ORDERS = List.of("relevance", "-updated");

    private static final Set<String> BY_ARTICLES = Set.of("journal", "affiliation");

    private static final List<String> FACETS = List.of(
            "year", "type", "journal", "issue", "volume", "section", "language", "license", "keyword", "author",
            "affiliation", "ror", "country", "funder", "retracted");

    /** Maximum number of field values that a cluster with several shards counts exactly. */
    private static final int MOST_EXACT_VALUES = 2_000;

    private static final int KEYWORDS_OF_AN_ARTICLE = 5;
    private static final int DRAFTS = 30;
    private static final int MOST_SHOWN = 25;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String key;
    private final Random random = new Random(11);

    private int answers;
    private int walked;
    private int differences;
    private int ranked;
    private int rankedAlike;
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();

    Alike(String key) {
        this.key = key;
    }

    public static void main(String... arguments) throws Exception {
        if (arguments[0].equals("prepare")) {
            new Alike(arguments[2]).prepare(arguments[1]);
        } else if (!new Alike(arguments[3]).compare(arguments[1], arguments[2])) {
            System.exit(1);
        }
    }

    // Records that only editors see

    private void prepare(String url) throws Exception {
        JsonNode articles = json(get(url, "/v1/articles?journal=" + journals(url).get(0) + "&sort=title&limit=40", false));
        StringBuilder drafts = new StringBuilder();
        for (int i = 0; i < DRAFTS; i++) {
            ObjectNode draft = JSON.createObjectNode();
            draft.put("kind", "article").put("id", String.format("01941f29-7fff-7000-8d00-%012x", i));
            draft.put("journal", articles.at("/items/0/journal/id").asText());
            draft.put("type", i % 3 == 0 ? "letter" : "research-article").put("language", i % 5 == 0 ? "pt" : "en");
            draft.put("title", "Unseen quicksand " + "abcdefgh".charAt(i % 8) + i).put("doi", "10.5555/draft." + i);
            draft.putArray("keywords").add("unseen").add("tides " + i % 4);
            draft.putArray("contributors").addObject().put("given", "Edith").put("family", "Garrow" + i % 6);
            drafts.append(draft).append('\n');
        }
        String job = written(request(url, "/v1/imports?format=jsonl&publish=false")
                        .header("Content-Type", "application/jsonl")
                        .POST(BodyPublishers.ofString(drafts.toString())))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        JsonNode ended;
        do {
            Thread.sleep(200);
            ended = json(get(url, job, true));
        } while (!ended.has("endedAt"));
        for (int i = 0; i < 30; i++) {
            String path = "/v1/articles/" + articles.at("/items/" + i + "/id").asText();
            if (i < 20) {
                patch(url, path, "{\"title\":\"Reworked quicksand " + i + "\",\"keywords\":[\"reworked\"]}");
            } else if (i < 22) {
                put(url, path + "/withdrawal", "{\"reason\":\"Published twice.\"}");
            } else if (i < 24) {
                put(url, path + "/retraction", "{\"kind\":\"retraction\",\"reason\":\"The data were made up.\"}");
            }
        }
        JsonNode affiliations = json(get(url, "/v1/affiliations?limit=5&sort=name&q=university", false)).get("items");
        String[] names = {"Brackwater Polytechnic", "Estuary Academy", "Saltmarsh College"};
        for (int i = 0; i < names.length; i++) {
            patch(url, "/v1/affiliations/" + affiliations.at("/" + i + "/id").asText(), "{\"name\":\"" + names[i] + "\"}");
        }
        String parent = affiliations.at("/0/id").asText();
        patch(url, "/v1/affiliations/" + affiliations.at("/3/id").asText(), "{\"parent\":\"" + parent + "\"}");
        if (ended.get("created").asInt() != DRAFTS) {
            throw new IOException("The drafts were not imported: " + ended);
        }
    }

    private void patch(String url, String path, String body) throws IOException, InterruptedException {
        written(request(url, path)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private void put(String url, String path, String body) throws IOException, InterruptedException {
        written(request(url, path)
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<byte[]> written(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request.header("Authorization", "Bearer " + key).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.request().method() + " " + answer.uri() + ": " + answer.statusCode() + " "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    // Requests

    /** Request path with its role, and the subject under which the request is counted. */
    private record Asked(String subject, String path, boolean isEditor) {

        boolean isInOwnOrder() {
            // If the request has search terms, the default order is by score. The order of suggestions is specified.
            boolean isUsualScore = path.contains("q=") && !path.contains("sort=") && !path.startsWith("/v1/suggest");
            return isUsualScore || OWN_ORDERS.stream().anyMatch(order -> path.contains("sort=" + order));
        }
    }

    private List<Asked> requests(String url) throws IOException, InterruptedException {
        List<Asked> all = new ArrayList<>();
        JsonNode some = json(get(url, "/v1/articles?sort=title&limit=100&highlight=false", false)).get("items");
        JsonNode newest = json(get(url, "/v1/articles?limit=100&q=tidal", false)).get("items");
        String facets = FACETS.stream().map(facet -> "&facets=" + facet + ":100").collect(Collectors.joining());
        JsonNode counted = json(get(url, "/v1/articles?limit=1" + facets, false)).get("facets");
        filters(all, counted, some, newest);
        orders(all, counted);
        for (String facet : FACETS) {
            add(all, "facets", "/v1/articles?limit=1&facets=" + facet + ":100");
        }
        List<String> words = words(some);
        searches(all, words, some, facets);
        suggestions(all, words, some, counted);
        String issn = json(get(url, "/v1/journals?q=journal&limit=1", false)).at("/items/0/issns/0/value").asText();
        for (String path : List.of("articles?issn=", "journals?issn=", "articles?q=", "suggest?q=")) {
            add(all, "filters", "/v1/" + path + issn);
        }
        others(all, words);
        editors(all, words, facets);
        return all;
    }

    private static void add(List<Asked> all, String subject, String path) {
        all.add(new Asked(subject, path, false));
    }

    private static String q(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void filters(List<Asked> all, JsonNode counted, JsonNode some, JsonNode sample) {
        for (String facet : FACETS) {
            JsonNode values = counted.path(facet);
            for (int i = 0; i < Math.min(3, values.size()); i++) {
                String value = q(values.get(i * Math.max(1, values.size() / 3) % values.size()).get("value").asText());
                String other = facet.equals("year") ? "type" : "year";
                add(all, "filters", "/v1/articles?limit=100&" + facet + "=" + value + "&facets=" + facet + "&facets=" + other);
            }
            if (values.size() > 1) {
                add(all, "filters", "/v1/articles?" + facet + "=" + q(values.get(0).get("value").asText()) + "&" + facet + "="
                        + q(values.get(1).get("value").asText()) + "&facets=" + facet + ":100&limit=100");
            }
        }
        for (JsonNode article : List.of(some.get(3), some.get(50), sample.get(0))) {
            add(all, "filters", "/v1/articles?id=" + article.get("id").asText());
            add(all, "filters", "/v1/articles?slug=" + article.get("slug").asText());
            add(all, "filters", "/v1/articles?journal=" + article.at("/journal/slug").asText() + "&limit=100");
            if (article.has("doi")) {
                add(all, "filters", "/v1/articles?doi=" + q(article.get("doi").asText()));
                add(all, "filters", "/v1/articles?cites=" + q(article.get("doi").asText()) + "&limit=100");
            }
            add(all, "filters", "/v1/articles?cites=" + article.get("id").asText() + "&limit=100");
            add(all, "filters", "/v1/articles?author=" + q(name(article)) + "&limit=100");
        }
        for (JsonNode article : sample) {
            for (JsonNode contributor : article.path("contributors")) {
                if (contributor.has("orcid")) {
                    add(all, "filters", "/v1/articles?orcid=" + q(contributor.get("orcid").asText()));
                }
            }
        }
        for (String ends : List.of("publishedFrom=2001&publishedUntil=2004-06", "publishedUntil=1990", "publishedFrom=2020-02-03",
                "updatedFrom=2001", "updatedUntil=2001-02-03", "citationsFrom=2", "citationsFrom=5", "retracted=true",
                "country=cn&country=de&year=1999", "language=zh&type=review-article")) {
            add(all, "filters", "/v1/articles?limit=100&" + ends);
        }
        for (String member : List.of("doi", "abstract", "orcid", "ror", "references", "license", "fulltext", "citations")) {
            add(all, "filters", "/v1/articles?limit=100&facets=type&has=" + member);
            add(all, "filters", "/v1/articles?limit=100&facets=type&missing=" + member);
        }
    }

    private static String name(JsonNode article) {
        JsonNode first = article.at("/contributors/0");
        return first.has("name") ? first.get("name").asText() : first.path("given").asText() + " " + first.path("family").asText();
    }

    private void orders(List<Asked> all, JsonNode counted) {
        for (String order : List.of("-published", "published", "title", "-citations", "-updated")) {
            String journal = counted.at("/journal/1/value").asText();
            String year = counted.at("/year/2/value").asText();
            add(all, "orders", "/v1/articles?limit=100&sort=" + order);
            add(all, "orders", "/v1/articles?limit=100&year=" + year + "&sort=" + order);
            add(all, "orders", "/v1/articles?limit=50&page=3&journal=" + journal + "&sort=" + order);
            add(all, "orders", "/v1/articles?limit=7&page=41&fields=title,doi&sort=" + order);
        }
    }

    /** Returns rare and common words from titles. */
    private static List<String> words(JsonNode some) {
        Set<String> words = new LinkedHashSet<>();
        some.forEach(article -> words.addAll(Arrays.asList(
                article.get("title").asText().toLowerCase().split("[^\\p{L}]+"))));
        words.removeIf(word -> word.length() < 4);
        return new ArrayList<>(words);
    }

    private void searches(List<Asked> all, List<String> words, JsonNode some, String facets) {
        String shown = "&highlight=true&facets=year&facets=journal&facets=type&facets=language&limit=100";
        for (int i = 0; i < 20; i++) {
            String two = pick(words) + "+" + pick(words);
            add(all, "searches", "/v1/articles?q=" + two + shown);
            add(all, "searches", "/v1/articles?sort=" + (i % 2 == 0 ? "-published" : "title") + "&q=" + pick(words) + shown);
        }
        add(all, "searches", "/v1/articles?q=" + pick(words) + facets + "&limit=100&sort=title");
        for (int i = 0; i < 12; i++) {
            String[] title = some.get(7 * i).get("title").asText().split(" ");
            int at = i % Math.max(1, title.length - 3);
            String three = title[at] + " " + title[at + 1] + " " + title[at + 2];
            add(all, "phrases", "/v1/articles?q=" + q('"' + (i % 2 == 0 ? three : title[at] + " " + title[at + 1]) + '"') + shown);
            add(all, "phrases", "/v1/articles?q=" + q("title:\"" + title[0] + " " + title[1] + "\" -" + pick(words)) + shown);
        }
        for (String query : List.of("author:García", "author:Mül*", "author:\"Ada Shi\"", "affiliation:university year:1999",
                "affiliation:brackwater", "keyword:" + pick(words), "journal:journal abstract:" + pick(words),
                "reference:Okafor title:" + pick(words), "funder:foreshore", "fulltext:timber", "fulltext:timber -title:trap",
                "statement:data", "title:(" + pick(words) + " OR " + pick(words) + " -" + pick(words) + ")",
                pick(words) + " OR " + pick(words) + " OR \"" + pick(words) + "\"", "-" + pick(words),
                pick(words).substring(0, 4) + "*", "title:" + pick(words).substring(0, 3) + "* year:(1999 OR 2001)",
                "教育合作", "\"研究方法\"", "研究 -发展", "type:review-article 教育", "country:CN -language:zh " + pick(words),
                "10.5555/bench.17", "doi:10.5555/bench.18", "https://doi.org/10.5555/BENCH.19", "cites:10.5555/bench.20",
                "tidal", "tides foreshore", "\"fish trap\"", "traps")) {
            add(all, "fields", "/v1/articles?q=" + q(query) + shown);
            add(all, "fields", "/v1/articles?sort=-published&q=" + q(query) + "&limit=30&facets=keyword:20");
        }
        for (int i = 0; i < 12; i++) {
            String word = words.get((31 * i + 5) % words.size());
            String slip = word.length() < 6 ? word + "q" : word.substring(0, 3) + "q" + word.substring(4);
            add(all, "fuzzy", "/v1/articles?q=" + q(slip));
            add(all, "fuzzy", "/v1/articles?q=" + q(pick(words) + " " + slip + "z") + "&year=2001");
        }
        add(all, "fields", "/v1/articles?syntax=words&sort=title&q=" + q("who said \"" + pick(words) + ": " + pick(words)));
    }

    private void suggestions(List<Asked> all, List<String> words, JsonNode some, JsonNode counted) {
        for (int i = 0; i < 12; i++) {
            String word = pick(words);
            add(all, "suggestions", "/v1/suggest?q=" + q(word.substring(0, 2 + i % 3)));
            add(all, "suggestions", "/v1/suggest?limit=20&q=" + q(word.substring(0, 3) + "x" + word.substring(3)));
            String title = some.get(8 * i).get("title").asText();
            add(all, "suggestions", "/v1/suggest?q=" + q(title.substring(0, Math.min(title.length(), 12 + i))));
        }
        for (String typed : List.of("müller hp", "garc", "Müller", "shi l", "Smith A", "univ", "university of", "brack", "journal of", "10.5555/b",
                "10.5555/bench.1", "教育", "tid", "fore", "edith gar", "estuary acad")) {
            add(all, "suggestions", "/v1/suggest?q=" + q(typed));
            add(all, "suggestions", "/v1/suggest?type=contributor&type=article&type=keyword&limit=20&q=" + q(typed));
        }
    }

    private void others(List<Asked> all, List<String> words) {
        for (String path : List.of("issues", "issues?sort=published&limit=100&facets=journal&facets=year:100&facets=volume&facets=number",
                "issues?year=1999&facets=special", "issues?q=2001&limit=100", "issues?volume=1&limit=100", "issues?sort=-updated&limit=100",
                "journals?limit=100&facets=language&facets=license", "journals?q=journal&limit=100", 
                "journals?sort=-updated&limit=100", "journals?q=" + pick(words) + "&highlight=true",
                "affiliations?limit=100&facets=country:100&facets=status&facets=parent", "affiliations?country=CN&limit=100",
                "affiliations?q=university&sort=name&limit=100&page=2", "affiliations?q=estuary&highlight=true", "affiliations?q=foreshore",
                "affiliations?q=name:acad*", "contributors?limit=100&facets=identified", "contributors?sort=name&limit=100&page=2",
                "contributors?q=garcía&limit=100", "contributors?identified=true&sort=name&limit=100", "contributors?q=Kim&sort=name&limit=100",
                "keywords?sort=name&limit=100", "keywords?limit=100&page=2", "keywords?q=" + pick(words) + "&limit=100",
                "keywords?q=" + pick(words).substring(0, 3) + "*&sort=name&limit=100")) {
            add(all, "other lists", "/v1/" + path);
        }
    }

    private void editors(List<Asked> all, List<String> words, String facets) {
        String status = "&facets=status&facets=type&facets=year&limit=100";
        for (String path : List.of("articles?sort=title" + status, "articles?status=draft&sort=title" + status, "articles?status=withdrawn" + status,
                "articles?status=scheduled" + status, "articles?status=published&sort=-citations" + status, "articles?q=quicksand" + status,
                "articles?q=title:unseen&sort=title&highlight=true" + status, "articles?q=reworked&sort=-published" + status,
                "articles?q=" + pick(words) + "&sort=title" + status, "articles?q=unseen&view=public", "articles?q=reworked&view=public",
                "articles?keyword=reworked&sort=title&limit=100", "articles?language=pt&sort=title&limit=100", "articles?q=unsene+quicksand",
                "articles?author=" + q("Edith Garrow1") + "&sort=title", "articles?retracted=true&sort=title" + status,
                "articles?doi=10.5555/draft.7", "articles?limit=100&sort=published&publishedUntil=1985" + facets, "issues?facets=status&limit=100",
                "issues?status=published&sort=published&limit=100", "articles?readiness=cr-19&sort=title&limit=100",
                "articles?sort=-updated" + status)) {
            all.add(new Asked("editors", "/v1/" + path, true));
        }
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    // Comparison

    private boolean compare(String one, String other) throws Exception {
        for (Asked asked : requests(one)) {
            kinds.merge(asked.subject(), 1, Integer::sum);
            compare(one, other, asked);
        }
        for (String list : List.of("articles?sort=-published", "articles?sort=published", "articles?sort=title", "articles?sort=-citations",
                "articles?sort=-updated", "articles?year=1999&sort=title", "issues?sort=published", "affiliations?sort=name",
                "contributors?sort=name", "contributors?sort=-articles", "keywords?sort=name", "keywords?sort=-articles")) {
            walk(one, other, new Asked("walks", "/v1/" + list + "&limit=100", false));
        }
        walk(one, other, new Asked("walks", "/v1/articles?sort=title&limit=100", true));
        walk(one, other, new Asked("walks", "/v1/articles?status=draft&sort=published&limit=7", true));
        System.out.printf("%d requests answered by both, by subject %s; %d pages in complete cursor walks%n", answers, kinds, walked);
        System.out.printf("not compared: the members %s, cursors; %s%n", LEFT_OUT, leftOut);
        System.out.printf("by relevance: %d of %d first ten results are the same in the same order%n", rankedAlike, ranked);
        System.out.println(differences == 0 ? "no difference" : differences + " requests have different responses");
        return differences == 0;
    }

    private void compare(String one, String other, Asked asked) throws IOException, InterruptedException {
        HttpResponse<byte[]> here = get(one, asked.path(), asked.isEditor());
        HttpResponse<byte[]> there = get(other, asked.path(), asked.isEditor());
        answers++;
        if (here.statusCode() != 200 || there.statusCode() != 200) {
            report(asked, List.of("status " + here.statusCode() + " and " + there.statusCode() + ": "
                    + new String(here.body(), StandardCharsets.UTF_8)));
            return;
        }
        JsonNode mine = json(here);
        JsonNode theirs = json(there);
        if (asked.path().startsWith("/v1/suggest")) {
            suggested(asked, mine, theirs);
        } else if (asked.isInOwnOrder()) {
            inOneOrder(asked, mine, theirs);
        }
        if (asked.path().contains("facets=keyword") && countedByKeyword(one, asked) * KEYWORDS_OF_AN_ARTICLE > MOST_EXACT_VALUES) {
            leftOut.merge("facets with more values than a cluster with several shards counts exactly", 1, Integer::sum);
            ((ObjectNode) mine.get("facets")).remove("keyword");
            ((ObjectNode) theirs.get("facets")).remove("keyword");
        }
        if (mine.has("didYouMean") && theirs.has("didYouMean") && !mine.get("didYouMean").equals(theirs.get("didYouMean"))) {
            leftOut.merge("the proposed correction, if there are several", 1, Integer::sum);
            ((ObjectNode) mine).remove("didYouMean");
            ((ObjectNode) theirs).remove("didYouMean");
        }
        report(asked, differences("", mine, theirs));
    }

    /**
     * Returns the number of records whose keywords are counted. A facet ignores the filter of its own field, so this
     * number can exceed the total of the response.
     */
    private long countedByKeyword(String url, Asked asked) throws IOException, InterruptedException {
        String path = asked.path().replaceAll("(?<=[?&])keyword=[^&]*&?", "");
        return json(get(url, path, asked.isEditor())).path("total").longValue();
    }

    /** Sorts the items of both responses by id if the page contains all items. Otherwise removes the items. */
    private void inOneOrder(Asked asked, JsonNode mine, JsonNode theirs) {
        boolean isRanked = !asked.path().contains("sort=-updated");
        if (isRanked && mine.path("items").size() > 1) {
            ranked++;
            rankedAlike += firstIds(mine).equals(firstIds(theirs)) ? 1 : 0;
        }
        boolean isWhole = mine.path("total").longValue() <= mine.path("items").size();
        leftOut.merge(
                (isWhole ? "the order of items " : "the items of pages ") + (isRanked ? "by relevance" : "by the last change"),
                1,
                Integer::sum);
        for (JsonNode answer : List.of(mine, theirs)) {
            if (isWhole) {
                List<JsonNode> items = new ArrayList<>();
                answer.path("items").forEach(items::add);
                items.sort(Comparator.comparing(Alike::id));
                ((ArrayNode) answer.get("items")).removeAll().addAll(items);
            } else {
                ((ObjectNode) answer).remove("items");
            }
        }
    }

    /**
     * Compares suggestions. Journals and organizations are sorted by their approximate number of articles, so their
     * order may differ, and so may the selection of the first suggestions. All other suggestions that both responses
     * contain must be in the same order.
     */
    private void suggested(Asked asked, JsonNode mine, JsonNode theirs) {
        int limit = asked.path().contains("limit=20") ? 20 : 10;
        boolean isWhole = mine.path("items").size() < limit && theirs.path("items").size() < limit;
        List<List<JsonNode>> named = new ArrayList<>();
        List<List<JsonNode>> others = new ArrayList<>();
        for (JsonNode answer : List.of(mine, theirs)) {
            List<JsonNode> byArticles = new ArrayList<>();
            List<JsonNode> rest = new ArrayList<>();
            answer.path("items").forEach(item -> (BY_ARTICLES.contains(item.path("type").asText()) ? byArticles : rest).add(item));
            byArticles.sort(Comparator.comparing(Alike::id));
            named.add(byArticles);
            others.add(rest);
        }
        int shown = isWhole ? Integer.MAX_VALUE : Math.min(others.get(0).size(), others.get(1).size());
        for (int i = 0; i < 2; i++) {
            ArrayNode items = ((ArrayNode) (i == 0 ? mine : theirs).get("items")).removeAll();
            items.addAll(others.get(i).subList(0, Math.min(shown, others.get(i).size())));
            items.addAll(isWhole ? named.get(i) : List.of());
        }
        if (!named.get(0).isEmpty() || !named.get(1).isEmpty()) {
            leftOut.merge((isWhole ? "the order of" : "the") + " journals and organizations in suggestions", 1, Integer::sum);
        }
    }

    /** People with the same name are distinguished by their links. */
    private static String id(JsonNode item) {
        return item.has("id") ? item.get("id").asText() : item.path("name").asText() + item.path("links");
    }

    private static List<String> firstIds(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.path("items").forEach(item -> ids.add(id(item)));
        return ids.subList(0, Math.min(10, ids.size()));
    }

    /** Reads both lists to the end, each with its own cursors. */
    private void walk(String one, String other, Asked asked) throws IOException, InterruptedException {
        kinds.merge(asked.subject(), 1, Integer::sum);
        answers++;
        Map<String, JsonNode> mine = all(one, asked);
        Map<String, JsonNode> theirs = all(other, asked);
        List<String> found = new ArrayList<>();
        if (!asked.isInOwnOrder() && !new ArrayList<>(mine.keySet()).equals(new ArrayList<>(theirs.keySet()))) {
            found.add("different order or different records");
        }
        if (!mine.keySet().equals(theirs.keySet())) {
            found.add(mine.size() + " and " + theirs.size() + " records");
        } else {
            mine.forEach((id, item) -> found.addAll(differences("/" + id, item, theirs.get(id))));
        }
        report(asked, found);
    }

    private Map<String, JsonNode> all(String url, Asked asked) throws IOException, InterruptedException {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        long total = 0;
        int met = 0;
        for (String path = asked.path(); path != null; walked++) {
            JsonNode page = json(get(url, path, asked.isEditor()));
            for (JsonNode item : page.get("items")) {
                met++;
                items.put(id(item), item);
            }
            total = page.get("total").longValue();
            path = page.at("/page/next").textValue();
        }
        if (met != total || items.size() != total) {
            throw new IOException(url + asked.path() + " has " + total + " records; the walk returned " + met + ", " + items.size() + " of them distinct");
        }
        return items;
    }

    private void report(Asked asked, List<String> found) {
        if (found.isEmpty()) {
            return;
        }
        differences++;
        if (differences <= MOST_SHOWN) {
            System.out.println((asked.isEditor() ? "editor " : "reader ") + asked.path());
            found.stream().limit(4).forEach(difference -> System.out.println("    " + difference));
        }
    }

    private static List<String> differences(String at, JsonNode one, JsonNode other) {
        List<String> found = new ArrayList<>();
        if (one.isObject() && other.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.removeAll(LEFT_OUT);
            for (String name : names) {
                JsonNode mine = one.path(name);
                JsonNode theirs = other.path(name);
                boolean isLink = at.equals("/page") && LINKS_OF_PAGES.contains(name) && mine.isTextual() && theirs.isTextual();
                if (!isLink) {
                    found.addAll(differences(at + "/" + name, mine, theirs));
                }
            }
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                found.addAll(differences(at + "/" + i, one.get(i), other.get(i)));
            }
        } else if (!one.equals(other)) {
            found.add(at + ": " + shown(one) + " and " + shown(other));
        }
        return found;
    }

    private static String shown(JsonNode value) {
        String text = value.isArray() ? value.size() + " values " + value : value.toString();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    // HTTP

    private List<String> journals(String url) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        json(get(url, "/v1/articles?limit=1&facets=journal:100", false))
                .at("/facets/journal")
                .forEach(value -> ids.add(value.get("value").asText()));
        ids.sort(null);
        return ids.stream().filter(id -> id.contains("-8a00-")).toList();
    }

    private HttpRequest.Builder request(String url, String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    private HttpResponse<byte[]> get(String url, String path, boolean isEditor) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(url, path);
        if (isEditor) {
            request.header("Authorization", "Bearer " + key);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
