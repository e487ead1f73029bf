import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from and writes to a cluster with fault injection.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/Outage.java load <balancer> <key> <directory> <longest>}
 * reads and writes until the directory contains a file {@code end}. Each line of the file {@code marks} in the
 * directory is a time in milliseconds and a description. Prints the number and duration of readers' errors after each
 * mark, then checks each written article. Exits with 1 if an article is lost, or if readers got errors for more than
 * {@code longest} milliseconds.
 *
 * <p>{@code … harvest <node> <other node> <balancer> <key>} harvests all records by OAI-PMH from both nodes alternately
 * while articles are published. Afterwards, harvests the changes since then, and compares the result with the list.
 * Exits with 1 if anything is missing.
 */
public class Outage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int READERS = 4;
    static final int PAUSE_MILLIS = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Period during which a failed write is retried. */
    private static final long RETRY_NANOS = Duration.ofSeconds(60).toNanos();

    /** Maximum interval in milliseconds between errors of the same period. */
    private static final long APART_MILLIS = 1_000;

    /** Minimum duration of requests that are printed individually, slowest first. */
    private static final long SLOW_MILLIS = 1_500;

    private static final int MOST_SLOW = 12;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Supplier<String> addresses;
    private final String key;

    /** @param addresses returns the address of the next request */
    Outage(Supplier<String> addresses, String key) {
        this.addresses = addresses;
        this.key = key;
    }

    public static void main(String... arguments) throws Exception {
        boolean isWell = arguments[0].equals("load")
                ? new Outage(() -> arguments[1], arguments[2]).load(Path.of(arguments[3]), Long.parseLong(arguments[4]))
                : new Outage(() -> arguments[3], arguments[4]).harvest(arguments[1], arguments[2]);
        System.exit(isWell ? 0 : 1);
    }

    HttpResponse<byte[]> get(String base, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(addresses.get(), path);
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    // Writes

    /** Last acknowledged state of an article, and the time of the acknowledgement. */
    record Written(String id, String word, String title, int version, long atMillis) {}

    /** Writes articles one at a time, each until it is acknowledged. */
    final class Writer {

        final List<Written> written = Collections.synchronizedList(new ArrayList<>());
        final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
        final String journal;
        int sentAgain;
        int notFoundAtOnce;
        long slowestMillis;
        volatile String failure;

        Writer() throws IOException, InterruptedException {
            journal = json("/v1/journals?limit=1").at("/items/0/id").asText();
        }

        /** Writes until {@code isOver} returns true or a write is not acknowledged. */
        void writeUntil(BooleanSupplier isOver) throws InterruptedException {
            while (!isOver.getAsBoolean() && failure == null) {
                write();
            }
        }

        /** Creates and publishes an article. Also changes and republishes every third article. */
        private void write() throws InterruptedException {
            String word = "zq" + letters(written.size());
            ObjectNode article = JSON.createObjectNode();
            article.put("journal", journal).put("type", "research-article").put("language", "en");
            article.put("title", "Written meanwhile " + word);
            JsonNode made = send("POST", "/v1/articles", "application/json", article);
            if (made == null) {
                return;
            }
            String path = "/v1/articles/" + made.get("id").asText();
            if (send("PUT", path + "/publication", "application/json", JSON.createObjectNode()) == null) {
                return;
            }
            String title = article.get("title").asText();
            int version = 1;
            if (written.size() % 3 == 0) {
                title = "Written again " + word;
                version = 2;
                if (send("PATCH", path, "application/merge-patch+json", JSON.createObjectNode().put("title", title)) == null
                        || send("PUT", path + "/publication", "application/json", JSON.createObjectNode()) == null) {
                    return;
                }
            }
            Written last = new Written(made.get("id").asText(), word, title, version, System.currentTimeMillis());
            written.add(last);
            try {
                notFoundAtOnce += isFound(last) ? 0 : 1;
            } catch (IOException e) {
                notFoundAtOnce++;
            }
        }

        /**
         * Sends a write and retries it with the same idempotency key until it is acknowledged. Returns null if the
         * retries take too long.
         */
        private JsonNode send(String method, String path, String type, JsonNode body) throws InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder()
                    .timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", type)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .method(method, BodyPublishers.ofString(body.toString()));
            if (!method.equals("POST")) {
                request.header("If-Match", "*");
            }
            long began = System.nanoTime();
            String last = "";
            while (failure == null && System.nanoTime() - began < RETRY_NANOS) {
                String address = addresses.get();
                long begun = System.currentTimeMillis();
                int status = 0;
                String id = "none";
                try {
                    HttpResponse<byte[]> answer =
                            http.send(request.uri(URI.create(address + path)).build(), BodyHandlers.ofByteArray());
                    status = answer.statusCode();
                    id = id(answer);
                    if (status < 300) {
                        slowestMillis = Math.max(slowestMillis, (System.nanoTime() - began) / 1_000_000);
                        answers.add(new Answer("writes", address, method + " " + path, id, begun, System.currentTimeMillis(), null));
                        return JSON.readTree(answer.body());
                    }
                    last = status + " " + new String(answer.body(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    last = e.toString();
                }
                answers.add(new Answer(
                        "writes", address, method + " " + path, id, begun, System.currentTimeMillis(), shortened(last)));
                if (status >= 300 && status < 500 && status != 409) {
                    break;
                }
                sentAgain++;
                Thread.sleep(200);
            }
            failure = failure == null ? method + " " + path + " was not acknowledged: " + last : failure;
            return null;
        }

        /** Returns a number as letters that do not end in a suffix that a stemmer removes. */
        private static String letters(int number) {
            StringBuilder letters = new StringBuilder();
            for (char digit : String.format("%05d", number).toCharArray()) {
                letters.append("bcdfghjkmp".charAt(digit - '0'));
            }
            return letters.toString();
        }
    }

    /** Returns whether readers find the acknowledged article by id and by search. */
    private boolean isFound(Written article) throws IOException, InterruptedException {
        return hasById(article) && hasBySearch(article);
    }

    private boolean hasById(Written article) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(addresses.get(), "/v1/articles/" + article.id());
        if (answer.statusCode() != 200) {
            return false;
        }
        JsonNode found = JSON.readTree(answer.body());
        return found.path("title").asText().equals(article.title()) && found.path("version").asInt() == article.version();
    }

    private boolean hasBySearch(Written article) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(addresses.get(), "/v1/articles?q=" + article.word());
        if (answer.statusCode() != 200) {
            return false;
        }
        JsonNode found = JSON.readTree(answer.body());
        return found.path("total").asInt() == 1
                && found.at("/items/0/id").asText().equals(article.id())
                && found.at("/items/0/title").asText().equals(article.title());
    }

    // Reads

    /**
     * Response to a request.
     *
     * @param request method and target
     * @param id the {@code X-Request-Id} of the response, which the log of the balancer contains
     * @param fault null if the response was correct
     */
    record Answer(
            String kind, String address, String request, String id, long begunMillis, long endedMillis, String fault) {

        long millis() {
            return endedMillis - begunMillis;
        }
    }

    private static String id(HttpResponse<?> answer) {
        return answer.headers().firstValue("X-Request-Id").orElse("none");
    }

    /**
     * Read request with its kind. The response must contain {@code words}, which are empty if any response is correct.
     */
    record Reading(String kind, String path, String words) {

        Reading(String kind, String path) {
            this(kind, path, "");
        }
    }

    List<Reading> readings() throws IOException, InterruptedException {
        JsonNode articles = json("/v1/articles?sort=title&limit=100").get("items");
        List<Reading> readings = new ArrayList<>();
        for (JsonNode article : articles) {
            String journal = article.at("/journal/slug").asText();
            String word = article.get("title").asText().split(" ")[1].replaceAll("[^\\p{L}]", "");
            for (int i = 0; i < 4; i++) {
                readings.add(new Reading("by id", "/v1/articles/" + article.get("id").asText()));
            }
            readings.add(new Reading("lists", "/v1/articles?journal=" + journal));
            readings.add(new Reading("lists", "/v1/articles?sort=title&limit=10"));
            readings.add(new Reading("searches", "/v1/articles?highlight=true&facets=year&q=" + encoded(word)));
            readings.add(new Reading("searches", "/v1/suggest?q=" + encoded(word.substring(0, Math.min(4, word.length())))));
            readings.add(new Reading("harvests", "/feeds/journals/" + journal + ".atom"));
            readings.add(new Reading("harvests", "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"));
        }
        return readings;
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(200, text.length()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer read(Reading reading) throws InterruptedException {
        String address = addresses.get();
        long begun = System.currentTimeMillis();
        String fault = null;
        String id = "none";
        try {
            HttpResponse<byte[]> answer = get(address, reading.path());
            id = id(answer);
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.statusCode() != 200) {
                fault = shortened(answer.statusCode() + " " + body);
            } else if (!body.contains(reading.words())) {
                fault = shortened("without " + reading.words() + ": " + body);
            }
        } catch (IOException e) {
            fault = e.toString();
        }
        return new Answer(
                reading.kind(), address, "GET " + reading.path(), id, begun, System.currentTimeMillis(), fault);
    }

    private boolean load(Path directory, long longestMillis) throws Exception {
        List<Reading> readings = readings();
        ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
        Path end = directory.resolve("end");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            Random random = new Random(i);
            threads.add(new Thread(() -> {
                try {
                    while (!Files.exists(end)) {
                        answers.add(read(readings.get(random.nextInt(readings.size()))));
                        Thread.sleep(PAUSE_MILLIS);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        Writer writer = new Writer();
        threads.add(new Thread(() -> {
            try {
                writer.writeUntil(() -> Files.exists(end));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        TreeMap<Long, String> marks = marks(directory);
        boolean isWell = tell(new ArrayList<>(answers), marks, longestMillis);
        answers.addAll(writer.answers);
        tellSlow(answers, marks);
        return areFound(writer) && isWell;
    }

    static TreeMap<Long, String> marks(Path directory) throws IOException {
        TreeMap<Long, String> marks = new TreeMap<>(Map.of(0L, "before"));
        for (String line : Files.readAllLines(directory.resolve("marks"))) {
            int blank = line.indexOf(' ');
            marks.put(Long.valueOf(line.substring(0, blank)), line.substring(blank + 1));
        }
        return marks;
    }

    /** Period during which readers got errors. */
    private record Span(long begun, long ended, int errors) {

        long millis() {
            return ended - begun;
        }
    }

    /** Prints the responses between consecutive marks. Returns false if readers got errors for longer than allowed. */
    static boolean tell(List<Answer> answers, TreeMap<Long, String> marks, long longestMillis) {
        answers.sort(Comparator.comparingLong(Answer::endedMillis));
        List<Answer> errors = answers.stream().filter(answer -> answer.fault() != null).toList();
        List<Span> spans = spans(errors);
        long worst = spans.stream().mapToLong(Span::millis).max().orElse(0);
        System.out.printf(Locale.ROOT, "%,d responses, %d errors, longest span of errors %,d ms%n",
                answers.size(), errors.size(), worst);
        marks.forEach((at, what) -> {
            Long next = marks.higherKey(at);
            long until = next == null ? Long.MAX_VALUE : next;
            List<Answer> here = answers.stream()
                    .filter(answer -> answer.endedMillis() >= at && answer.endedMillis() < until)
                    .toList();
            long slowest = here.stream().mapToLong(Answer::millis).max().orElse(0);
            Map<String, Integer> kinds = new TreeMap<>();
            here.stream().filter(each -> each.fault() != null).forEach(each -> kinds.merge(each.kind(), 1, Integer::sum));
            long longest = spans.stream()
                    .filter(span -> span.begun() >= at && span.begun() < until)
                    .mapToLong(Span::millis)
                    .max()
                    .orElse(0);
            System.out.printf(Locale.ROOT, "  %-34s %6d responses, slowest %,6d ms; errors %s, longest span %,d ms%n",
                    what, here.size(), slowest, kinds.isEmpty() ? "none" : kinds, longest);
        });
        Map<String, Integer> faults = new LinkedHashMap<>();
        errors.forEach(error -> faults.merge(error.kind() + ": " + error.fault(), 1, Integer::sum));
        faults.entrySet().stream().limit(8).forEach(fault -> System.out.println("    " + fault.getValue() + " × " + fault.getKey()));
        if (worst > longestMillis) {
            System.out.println("errors lasted longer than " + longestMillis + " ms");
        }
        return worst <= longestMillis;
    }

    /** Prints the slowest requests, both reads and writes, each with the mark that precedes it. */
    private static void tellSlow(Collection<Answer> answers, TreeMap<Long, String> marks) {
        answers.stream()
                .filter(answer -> answer.millis() >= SLOW_MILLIS)
                .sorted(Comparator.comparingLong(Answer::millis).reversed())
                .limit(MOST_SLOW)
                .forEach(slow -> {
                    Map.Entry<Long, String> mark = marks.floorEntry(slow.begunMillis());
                    System.out.printf(Locale.ROOT, "  %,d ms, started %,d ms after \"%s\": %s, request %s%n",
                            slow.millis(), slow.begunMillis() - mark.getKey(), mark.getValue(), slow.request(), slow.id());
                });
    }

    private static List<Span> spans(List<Answer> errors) {
        List<Span> spans = new ArrayList<>();
        for (Answer error : errors) {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && error.begunMillis() - last.ended() <= APART_MILLIS) {
                spans.set(spans.size() - 1,
                        new Span(Math.min(last.begun(), error.begunMillis()), error.endedMillis(), last.errors() + 1));
            } else {
                spans.add(new Span(error.begunMillis(), error.endedMillis(), 1));
            }
        }
        return spans;
    }

    /** Prints whether all acknowledged articles are found. Returns false if any is missing. */
    boolean areFound(Writer writer) throws Exception {
        List<Written> lost = new ArrayList<>(writer.written);
        long began = System.nanoTime();
        while (!lost.isEmpty() && System.nanoTime() - began < RETRY_NANOS) {
            List<Written> missing = new ArrayList<>();
            for (Written article : lost) {
                if (!isFound(article)) {
                    missing.add(article);
                }
            }
            lost = missing;
            if (!lost.isEmpty()) {
                Thread.sleep(500);
            }
        }
        System.out.printf(Locale.ROOT,
                "%d articles acknowledged, %d of them found by id and by search; slowest write %,d ms,"
                        + " %d retries, %d articles not found immediately%n",
                writer.written.size(), writer.written.size() - lost.size(), writer.slowestMillis, writer.sentAgain, writer.notFoundAtOnce);
        for (Written article : lost.subList(0, Math.min(5, lost.size()))) {
            System.out.printf("  %s: by id %s, by search %s%n", article, hasById(article), hasBySearch(article));
        }
        if (writer.failure != null) {
            System.out.println(writer.failure);
        }
        return lost.isEmpty() && writer.failure == null && !writer.written.isEmpty();
    }

    // Harvest

    private static final Pattern RECORD = Pattern.compile("<record>(.*?)</record>", Pattern.DOTALL);
    private static final Pattern IDENTIFIER = Pattern.compile("<identifier>oai:[^<]*:([0-9a-f-]{36})</identifier>");
    private static final Pattern TITLE = Pattern.compile("<dc:title[^>]*>([^<]*)<");
    private static final Pattern TOKEN = Pattern.compile("<resumptionToken[^>]*>([^<]+)<");
    private static final Pattern RESPONSE_DATE = Pattern.compile("<responseDate>([^<]+)<");

    /** Harvested titles, keyed by item. The title of a deleted item is empty. */
    private final Map<String, String> harvested = new HashMap<>();

    /** Requested OAI-PMH pages. */
    final ConcurrentLinkedQueue<Answer> pages = new ConcurrentLinkedQueue<>();

    private volatile boolean isOver;

    /** OAI-PMH list: its timestamp, and its items by article id, as in {@link #harvested}. */
    record Listed(String instant, Map<String, String> items) {}

    private boolean harvest(String one, String other) throws Exception {
        Writer writer = new Writer();
        Thread writing = new Thread(() -> {
            try {
                writer.writeUntil(() -> isOver);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        writing.start();
        Supplier<String> nodes = inTurn(one, other);
        Listed all = list(nodes, "metadataPrefix=oai_dc", writer);
        harvested.putAll(all.items());
        int first = harvested.size();
        Listed since = list(nodes, "metadataPrefix=oai_dc&from=" + all.instant(), writer);
        harvested.putAll(since.items());
        isOver = true;
        writing.join();
        // A list may have the same timestamp as a list that began up to a second earlier.
        Thread.sleep(1_500);
        harvested.putAll(list(nodes, "metadataPrefix=oai_dc&from=" + since.instant(), null).items());
        int wrong = 0;
        Map<String, String> present = present();
        for (Map.Entry<String, String> article : present.entrySet()) {
            String title = harvested.getOrDefault(article.getKey(), "nothing");
            // The harvested title may be preceded by a retraction notice and followed by a subtitle.
            if (!title.contains(article.getValue()) && wrong++ < 5) {
                System.out.println("  " + article + " was harvested as " + title);
            }
        }
        long kept = harvested.values().stream().filter(title -> !title.isEmpty()).count();
        System.out.printf(
                "%d pages from two nodes alternately: %d items in the first list, %d articles harvested"
                        + " of %d existing; %d articles were published during the harvest; %d are missing or"
                        + " outdated%n",
                pages.size(), first, kept, present.size(), writer.written.size(), wrong);
        if (writer.failure != null) {
            System.out.println(writer.failure);
        }
        return wrong == 0 && kept == present.size() && writer.failure == null;
    }

    private static Supplier<String> inTurn(String... addresses) {
        AtomicInteger next = new AtomicInteger();
        return () -> addresses[next.getAndIncrement() % addresses.length];
    }

    /**
     * Reads a list to its end, each page from the node that {@code nodes} returns.
     *
     * @param writer the next page is requested only after this writer has written another article; null to read without
     *     waiting
     * @throws IllegalStateException if an item occurs twice
     */
    Listed list(Supplier<String> nodes, String arguments, Writer writer) throws IOException, InterruptedException {
        Map<String, String> items = new HashMap<>();
        String instant = null;
        String asked = arguments;
        while (asked != null) {
            String page = page(nodes.get(), "/oai?verb=ListRecords&" + asked);
            Matcher date = RESPONSE_DATE.matcher(page);
            if (instant == null && date.find()) {
                instant = date.group(1);
            }
            Matcher records = RECORD.matcher(page);
            while (records.find()) {
                Matcher identifier = IDENTIFIER.matcher(records.group(1));
                Matcher title = TITLE.matcher(records.group(1));
                String id = identifier.find() ? identifier.group(1) : null;
                if (id == null || items.put(id, title.find() ? plain(title.group(1)) : "") != null) {
                    throw new IllegalStateException("An item occurs twice or has no identifier: " + id);
                }
            }
            Matcher token = TOKEN.matcher(page);
            asked = token.find() ? "resumptionToken=" + encoded(token.group(1)) : null;
            int before = writer == null ? 0 : writer.written.size();
            while (writer != null && writer.failure == null && writer.written.size() == before) {
                Thread.sleep(20);
            }
        }
        return new Listed(instant, items);
    }

    private String page(String address, String path) throws IOException, InterruptedException {
        long begun = System.currentTimeMillis();
        String fault = null;
        String id = "none";
        try {
            HttpResponse<byte[]> answer = get(address, path);
            id = id(answer);
            String page = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.statusCode() != 200) {
                throw new IOException("/oai: " + answer.statusCode() + " " + page);
            }
            return page;
        } catch (IOException e) {
            fault = shortened(e.toString());
            throw e;
        } finally {
            pages.add(new Answer("OAI-PMH", address, "GET " + path, id, begun, System.currentTimeMillis(), fault));
        }
    }

    private static String plain(String xml) {
        return xml.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&");
    }

    /** Returns the titles of all articles that readers see, keyed by article id. */
    Map<String, String> present() throws IOException, InterruptedException {
        Map<String, String> titles = new HashMap<>();
        for (String path = "/v1/articles?limit=100&sort=title&fields=title"; path != null; ) {
            JsonNode page = json(path);
            for (JsonNode item : page.get("items")) {
                if (titles.put(item.get("id").asText(), item.get("title").asText()) != null) {
                    throw new IllegalStateException("An item of a list occurs twice: " + item);
                }
            }
            path = page.at("/page/next").textValue();
        }
        return titles;
    }
}
