import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Creates the requests of the search benchmark: lists, searches, suggestions and cursor walks.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/Search.java mix <url> <directory>} writes a file of paths
 * for each row of the results. Words are taken from stored articles, so the same corpus produces the same mix. {@code …
 * walk <url>} reads the whole list by cursor.
 */
public class Search {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUERIES = 400;
    private static final String FACETS = "&facets=year&facets=journal&facets=type&facets=language&highlight=true";

    /** {@code Accept} header that prevents the use of cached responses. */
    private static final String MADE = "application/json;q=0.9";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    Search(String url) {
        this.url = url;
    }

    public static void main(String... arguments) throws Exception {
        Search search = new Search(arguments[1]);
        switch (arguments[0]) {
            case "mix" -> search.mix(Path.of(arguments[2]));
            case "walk" -> search.walk();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).build();
    }

    /** Words by document frequency: rare words, and common words that occur in up to a quarter of the articles. */
    private record Words(List<String> rare, List<String> common) {}

    private Words words(JsonNode articles, Random random) throws IOException, InterruptedException {
        long all = get("/v1/articles?limit=1").get("total").longValue();
        Set<String> seen = new LinkedHashSet<>();
        for (JsonNode article : articles) {
            seen.addAll(Arrays.asList((article.get("title").asText() + " " + article.path("abstract").asText())
                    .toLowerCase(Locale.ROOT)
                    .split("[^a-z]+")));
        }
        List<String> shuffled = new ArrayList<>(seen);
        shuffled.removeIf(word -> word.length() < 4);
        java.util.Collections.shuffle(shuffled, random);
        Words words = new Words(new ArrayList<>(), new ArrayList<>());
        for (String word : shuffled.subList(0, Math.min(1_500, shuffled.size()))) {
            double share = 100.0 * get("/v1/articles?limit=1&q=" + word).get("total").longValue() / all;
            if (share > 2 && share <= 25) {
                words.common().add(word);
            } else if (share > 0.05 && share <= 2) {
                words.rare().add(word);
            }
        }
        return words;
    }

    private void mix(Path directory) throws IOException, InterruptedException {
        Random random = new Random(7);
        JsonNode articles = get("/v1/articles?sort=title&limit=100").get("items");
        Words words = words(articles, random);
        List<String> journals = values("journal");
        List<String> years = values("year");
        List<String> lists = new ArrayList<>();
        List<String> searches = new ArrayList<>();
        List<String> suggestions = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        articles.forEach(article -> titles.add(article.get("title").asText()));
        for (int i = 0; i < QUERIES; i++) {
            String journal = pick(journals, random);
            lists.add(
                    switch (i % 4) {
                        case 0 -> "/v1/articles?journal=" + journal;
                        case 1 -> "/v1/articles?year=" + pick(years, random) + "&sort=title";
                        case 2 -> "/v1/articles?type=review-article&sort=published&journal=" + journal;
                        default -> "/v1/articles?sort=-updated&year=" + pick(years, random) + "&journal=" + journal;
                    });
            String q = pick(words.common(), random) + "+" + pick(i % 2 == 0 ? words.common() : words.rare(), random);
            searches.add("/v1/articles?q=" + q + (i % 3 == 0 ? "+" + pick(words.common(), random) : ""));
            suggestions.add("/v1/suggest?q=" + URLEncoder.encode(typed(titles, words, i, random), StandardCharsets.UTF_8));
        }
        write(directory, "lists", lists);
        write(directory, "search", searches.stream().map(path -> path + FACETS).toList());
        write(directory, "large-facets", searches.stream().map(path -> path + FACETS + "&facets=keyword&facets=affiliation").toList());
        write(directory, "suggest", suggestions);
        System.out.printf("%d rare and %d common words%n", words.rare().size(), words.common().size());
    }

    /** Returns the beginning of a title or a word. One in ten beginnings contains a typo. */
    private static String typed(List<String> titles, Words words, int number, Random random) {
        String text = number % 3 == 0 ? pick(titles, random) : number % 3 == 1 ? pick(words.common(), random) : pick(words.rare(), random);
        String typed = text.substring(0, Math.min(text.length(), 2 + random.nextInt(number % 3 == 0 ? 25 : 6)));
        boolean slip = number % 10 == 9 && typed.length() > 3;
        return slip ? typed.substring(0, 2) + "x" + typed.substring(2) : typed;
    }

    private List<String> values(String facet) throws IOException, InterruptedException {
        List<String> values = new ArrayList<>();
        get("/v1/articles?limit=1&facets=" + facet + ":100")
                .at("/facets/" + facet)
                .forEach(value -> values.add(value.get("value").asText()));
        return values;
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static void write(Path directory, String name, List<String> paths) throws IOException {
        Files.write(directory.resolve(name), paths);
        StringBuilder lua = new StringBuilder("local paths = {");
        paths.forEach(path -> lua.append('"').append(path).append("\",\n"));
        lua.append("}\nlocal n = 0\nfunction request() n = n % #paths + 1 return wrk.format(\"GET\", paths[n]) end\n");
        Files.writeString(directory.resolve(name + ".ready.lua"), lua + "wrk.headers[\"Accept-Encoding\"] = \"gzip\"\n");
        Files.writeString(directory.resolve(name + ".made.lua"), lua + "wrk.headers[\"Accept\"] = \"" + MADE + "\"\n");
    }

    private void walk() throws IOException, InterruptedException {
        for (String sort : List.of("-published", "title")) {
            Set<String> ids = new HashSet<>();
            List<Double> millis = new ArrayList<>();
            String path = "/v1/articles?limit=100&fields=id&sort=" + sort;
            long total = 0;
            while (path != null) {
                long began = System.nanoTime();
                JsonNode page = get(path);
                millis.add((System.nanoTime() - began) / 1e6);
                page.get("items").forEach(item -> ids.add(item.get("id").asText()));
                total = page.get("total").longValue();
                path = page.at("/page/next").textValue();
            }
            int tenth = Math.max(1, millis.size() / 10);
            System.out.printf(
                    Locale.ROOT,
                    "by %s: %d pages, %d of %d articles; time per page %.2f ms in the first tenth, %.2f in"
                            + " the last%n",
                    sort,
                    millis.size(),
                    ids.size(),
                    total,
                    millis.subList(0, tenth).stream().sorted().toList().get(tenth / 2),
                    millis.subList(millis.size() - tenth, millis.size()).stream().sorted().toList().get(tenth / 2));
        }
    }
}
