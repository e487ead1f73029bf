package org.offprint.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.JarURLConnection;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.embedded.Records;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/**
 * Measures the response times of a reader of an article and its page while 4 and then 50 clients attack the service.
 * Each client has its own address. Prints one row per attack, and exits with 1 if a limit is exceeded. A row that
 * exceeds a limit is repeated.
 *
 * <p>Arguments: the address of the service, its admin key, seconds per attack, the process id of the service, the limit
 * of its heap in MB, a regular expression that selects attacks, and a regular expression that selects requests of
 * {@link WorstRequests} as additional attacks.
 */
final class Hostile {

    private static final int[] CLIENTS = {4, 50};
    private static final double MAX_P99_MILLIS = 200;
    private static final int MAX_REPETITIONS = 2;
    private static final long ALONE_SECONDS = 2;

    /** Maximum time after an attack until the memory must have returned to its level. */
    private static final long SETTLE_MILLIS = 60_000;

    /** Growth of the resident memory that is not attributed to an attack but, for example, to compiled code. */
    private static final long TOLERANCE_MEGABYTES = 16;

    /** Maximum growth of the resident memory over the whole run, in MB. */
    private static final long MAX_GROWTH_MEGABYTES = 128;

    /** Time limit in seconds after which no row is repeated. */
    private static final long MAX_SECONDS = 780;

    /** List of several megabytes. */
    private static final String LONG_LIST = "/v1/articles?limit=100";

    /** List that is cached after a few requests. */
    private static final String LIST = "/v1/articles?limit=5";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI service;
    private final String key;
    private final Client admin;
    private final long seconds;
    private final Path status;
    private final Map<String, Attack> attacks = new LinkedHashMap<>();
    private final Random random = new Random(5);
    private String article;
    private String page;

    private Hostile(String url, String key, long seconds, String process) {
        this.service = URI.create(url);
        this.key = key;
        this.admin = Client.at(url, key);
        this.seconds = seconds;
        this.status = Path.of("/proc/" + process + "/status");
    }

    public static void main(String... arguments) throws Exception {
        long start = System.nanoTime();
        Hostile hostile = new Hostile(arguments[0], arguments[1], Long.parseLong(arguments[2]), arguments[3]);
        long heap = Long.parseLong(arguments[4]);
        hostile.prepare();
        hostile.attacks.keySet().removeIf(name -> !name.matches(".*(" + arguments[5] + ").*"));
        if (!arguments[6].isEmpty()) {
            new WorstRequests(arguments[0], arguments[1]).kinds().forEach((name, requests) -> {
                if (name.matches(".*(" + arguments[6] + ").*")) {
                    byte[] request = bytes(requests.apply(0));
                    hostile.attacks.put(name, new Attack(clients -> hostile.repeat(clients, number -> request), null));
                }
            });
        }
        System.out.printf("prepared after %d s%n", (System.nanoTime() - start) / 1_000_000_000);
        hostile.read(10, "warming up");
        long level = hostile.residentMegabytes();
        System.out.printf("level of the resident memory: %d MB%n%n%s%n", level, Row.HEADER);
        List<Row> missed = new ArrayList<>();
        for (int clients : CLIENTS) {
            for (String name : hostile.attacks.keySet()) {
                Row row = hostile.run(name, clients);
                System.out.println(row);
                if (row.isMissed()) {
                    missed.add(row);
                }
            }
        }
        for (int i = 0; i < MAX_REPETITIONS && !missed.isEmpty(); i++) {
            System.out.println("Missed bounds are measured again.");
            for (Row row : List.copyOf(missed)) {
                if ((System.nanoTime() - start) / 1_000_000_000 < MAX_SECONDS) {
                    Row again = hostile.run(row.name, row.clients);
                    System.out.println(again);
                    if (!again.isMissed()) {
                        missed.remove(row);
                    }
                }
            }
        }
        long last = hostile.settle(level + MAX_GROWTH_MEGABYTES);
        System.out.printf(
                "%nafter the whole run: %d MB resident, at most %d MB permitted; %d s%n",
                last,
                Math.min(2 * heap, level + MAX_GROWTH_MEGABYTES),
                (System.nanoTime() - start) / 1_000_000_000);
        missed.forEach(row -> System.out.println("missed: " + row.name + ", " + row.clients + " clients"));
        boolean isReady = hostile.admin.anonymous().get("/q/health/ready").status() == 200;
        boolean isKept = missed.isEmpty() && last <= 2 * heap && last <= level + MAX_GROWTH_MEGABYTES && isReady;
        System.out.println(isKept ? "All bounds are kept." : "A bound is missed" + (isReady ? "." : ": not ready."));
        System.exit(isKept ? 0 : 1);
    }

    /**
     * Attack by a number of clients.
     *
     * @param begin starts the clients, and returns them
     * @param download path that another client downloads at the same time, or null
     */
    private record Attack(Start begin, String download) {}

    @FunctionalInterface
    private interface Start {
        AutoCloseable with(int clients) throws Exception;
    }

    /** Creates the records that the attacks need. */
    private void prepare() throws Exception {
        String journal = Records.journal(admin);
        String affiliation = Records.affiliation(admin);
        String doi = "10.5555/hostile." + System.nanoTime();
        String cited = published(Records.article(journal).put("doi", doi));
        Workers.share(4, 300, number -> published(citing(journal, affiliation, doi, number)));
        article = "/v1/articles/" + cited;
        page = admin.get(article).expect(200).body().at("/links/landingPage").textValue();
        page = URI.create(page).getPath();
        String data = Records.id(admin.post("/v1/articles", Records.article(journal)));
        put("/v1/articles/" + data + "/files/levels.csv", "text/csv", noise(20_000_000));
        admin.put("/v1/articles/" + data + "/publication", null).expect(200);

        attacks.put("pipelined lists", rude(clients -> rude -> rude.pipeline(clients, 5_000, LIST)));
        attacks.put("pipelined long lists", rude(clients -> rude -> rude.pipeline(clients, 5_000, LONG_LIST)));
        attacks.put("pipelined contracts", rude(clients -> rude -> rude.pipeline(clients, 5_000, "/openapi")));
        attacks.put("HTTP/2 streams with window 0", rude(clients -> rude -> rude.streams(clients, 3_000, LIST)));
        attacks.put(
                "HTTP/2 streams with window 0, long lists",
                rude(clients -> rude -> rude.streams(clients, 3_000, LONG_LIST)));
        prepareTexts(journal);
        slow("packages", "/v1/articles/" + data + "/package");
        slow("files", "/v1/articles/" + data + "/files/levels.csv");
        slow("exports", "/v1/exports/articles.jsonl.gz");
        String reference = "Writer, A. B., & Other, C. (2001). " + "Words of a long title ".repeat(40)
                + ". Journal of Words, 12(3), 45–67.\n";
        byte[] references = post("/v1/references/parse", "text/plain", "", reference.repeat(100).getBytes(StandardCharsets.UTF_8));
        attacks.put("references to parse", new Attack(clients -> repeat(clients, number -> references), null));
        String authorization = "Authorization: Bearer " + key + "\r\n";
        List<byte[]> zips = List.of(
                post("/v1/imports?journal=" + journal, "application/zip", authorization, zip(65_000)),
                post("/v1/imports?journal=" + journal, "application/zip", authorization, zip(990)));
        attacks.put(
                "zips with 240 long names", new Attack(clients -> repeat(clients, number -> zips.get(number % 2)), null));
        prepareSearches(affiliation);
        List<String> styles = styles();
        List<String> locales = List.of("en-US", "de-DE", "fr-FR", "ja-JP", "zh-CN", "pt-BR", "ar", "ru-RU");
        attacks.put("citation styles", new Attack(
                clients -> repeat(clients, number -> {
                    String style = styles.get(number * 7 % styles.size());
                    return get(
                            number % 2 == 0
                                    ? page + "/cite/" + style
                                    : article + "/exports/bibliography?style=" + style + "&locale="
                                            + locales.get(number % locales.size()));
                }),
                null));
    }

    private void prepareTexts(String journal) throws Exception {
        String fits = null;
        for (int links = 2_400; fits == null; links -= 400) {
            String imported = importedJats(journal, links);
            Workers.pause(500);
            fits = admin.anonymous().get("/v1/articles/" + imported + "/full-text").status() == 200 ? imported : null;
        }
        String longest = fits;
        String unreadable = importedJats(journal, 7_000);
        List<String> texts = new ArrayList<>();
        for (String each : List.of(longest, unreadable)) {
            texts.add("/v1/articles/" + each);
            texts.add("/v1/articles/" + each + "/full-text");
            texts.add(landingPage(each));
        }
        attacks.put("cross-references that multiply", loop(texts));
        List<String> missing = new ArrayList<>();
        for (String language : List.of("zz", "fr", "es-MX", "de", "pt-BR", "en")) {
            for (String each : List.of(longest, unreadable)) {
                missing.add("/v1/articles/" + each + "/full-text?language=" + language);
                missing.add("/v1/articles/" + each + "/versions/1/full-text?language=" + language);
            }
        }
        attacks.put("full texts that do not exist", loop(missing));
    }

    private void prepareSearches(String affiliation) {
        attacks.put("pages and lists that search", new Attack(
                clients -> repeat(clients, number -> {
                    int deep = 1 + number % 3;
                    return get(List.of(
                                    page + "/cited-by?page=" + deep,
                                    article + "/cited-by?limit=100&facets=year&facets=author&q=word" + number,
                                    "/keywords/tides?page=" + deep,
                                    "/authors/0000-0002-1825-0097?page=" + deep,
                                    "/affiliations/" + affiliation + "?page=" + deep,
                                    "/v1/changes?limit=1000&after=" + number % 500,
                                    "/v1/keywords?limit=100&q=t" + number,
                                    "/v1/contributors?limit=100&q=l" + number)
                            .get(number % 8));
                }),
                null));
    }

    private String landingPage(String id) {
        String address =
                admin.get("/v1/articles/" + id).expect(200).body().at("/links/landingPage").textValue();
        return URI.create(address).getPath();
    }

    private String published(ObjectNode input) {
        String id = Records.id(admin.post("/v1/articles", input));
        admin.put("/v1/articles/" + id + "/publication", null).expect(200);
        return id;
    }

    private ObjectNode citing(String journal, String affiliation, String doi, int number) {
        ObjectNode input = Records.article(journal, affiliation);
        // The text compresses poorly, so an export is larger than the buffers of a connection.
        input.put("abstract", new String(noise(30_000), StandardCharsets.US_ASCII));
        input.putArray("keywords").add("tides").add("tide " + number);
        ((ObjectNode) input.get("contributors").get(0))
                .put("given", "Ada")
                .put("orcid", "https://orcid.org/0000-0002-1825-0097");
        ArrayNode references = input.putArray("references");
        references.addObject().put("key", "r0").put("doi", doi);
        for (int i = 1; i < 20; i++) {
            references.addObject().put("key", "r" + i).put("text", "Author " + i + ". A work elsewhere. 1999.");
        }
        return input;
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length / 4 * 3];
        synchronized (random) {
            random.nextBytes(bytes);
        }
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encode(bytes);
    }

    private void put(String path, String type, byte[] file) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("If-None-Match", "*")
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofByteArray(file))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(response.statusCode() + ": " + response.body());
        }
    }

    /** Imports and publishes a text with this number of cross-references, each to 200 figures. Returns the article. */
    private String importedJats(String journal, int links) throws Exception {
        String ids = IntStream.range(0, 200).mapToObj(i -> "r" + i).collect(Collectors.joining(" "));
        String figures = IntStream.range(0, 200)
                .mapToObj(i -> "<fig id='r" + i + "'><label>" + "Figure ".repeat(20) + "</label></fig>")
                .collect(Collectors.joining());
        String jats = "<article article-type='research-article' xml:lang='en'><front><article-meta><title-group>"
                + "<article-title>Links " + System.nanoTime() + "</article-title></title-group></article-meta></front>"
                + "<body><p>" + ("<xref rid='" + ids + "'>all</xref>").repeat(links) + "</p>" + figures
                + "</body></article>";
        HttpRequest request = HttpRequest.newBuilder(
                        service.resolve("/v1/imports?publish=true&journal=" + journal))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(jats))
                .build();
        HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
        String job = "/v1/imports/" + Json.parse(response.body()).get("id").textValue();
        Workers.await(
                Duration.ofMinutes(2),
                "the import has ended",
                () -> admin.get(job).expect(200).body().has("endedAt"));
        JsonNode outcomes = admin.get(job + "/outcomes").expect(200).body().get("items");
        String self = outcomes.get(0).at("/links/self").textValue();
        return self.substring(self.lastIndexOf('/') + 1);
    }

    private static byte[] zip(int nameLength) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 240; i++) {
                zip.putNextEntry(new ZipEntry(".".repeat(nameLength) + i));
                zip.write('x');
            }
        }
        return bytes.toByteArray();
    }

    /** Returns the names of all independent citation styles. */
    private static List<String> styles() throws IOException {
        JarURLConnection jar = (JarURLConnection)
                Hostile.class.getResource("/apa.csl").openConnection();
        return jar.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(name -> name.matches("[^/]+\\.csl"))
                .map(name -> name.substring(0, name.length() - 4))
                .sorted()
                .toList();
    }

    private interface RudeStart {
        void accept(RudeClients clients) throws IOException;
    }

    private Attack rude(IntFunction<RudeStart> start) {
        return new Attack(
                clients -> {
                    RudeClients rude = RudeClients.apart(service);
                    start.apply(clients).accept(rude);
                    return rude;
                },
                null);
    }

    private Attack loop(List<String> paths) {
        return new Attack(clients -> repeat(clients, number -> get(paths.get(number % paths.size()))), null);
    }

    private void slow(String what, String path) {
        attacks.put(
                "slow readers of " + what,
                new Attack(clients -> new Clients(service, clients, number -> get(path), true), path));
    }

    private Clients repeat(int clients, IntFunction<byte[]> requests) {
        return new Clients(service, clients, requests, false);
    }

    private byte[] get(String path) {
        return head("GET", path, "").getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] post(String path, String type, String headers, byte[] body) {
        byte[] head = head("POST", path, headers + "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
    }

    private String head(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\nConnection: close\r\n"
                + headers + "\r\n";
    }

    /** Returns a request as it is sent on a connection. */
    private static byte[] bytes(HttpRequest request) {
        BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
        request.bodyPublisher().ifPresentOrElse(publisher -> publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                body.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                body.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable failure) {
                body.onError(failure);
            }

            @Override
            public void onComplete() {
                body.onComplete();
            }
        }), body::onComplete);
        byte[] content = body.getBody().toCompletableFuture().join();
        StringBuilder head = new StringBuilder(request.method() + " " + request.uri().getRawPath());
        if (request.uri().getRawQuery() != null) {
            head.append('?').append(request.uri().getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(request.uri().getAuthority()).append("\r\nConnection: close\r\n");
        request.headers()
                .map()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n")));
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(first.length + content.length).put(first).put(content).array();
    }

    /** Clients that send one request after another, each from its own address and on a new connection. */
    private static final class Clients implements AutoCloseable {

        private static final int SLOW_BYTES = 100;
        private static final long SLOW_MILLIS = 8_000;

        private final URI service;
        private final IntFunction<byte[]> requests;
        private final boolean isSlow;
        private final AtomicInteger number = new AtomicInteger();
        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean isOver;

        /** @param isSlow whether the clients read only 100 bytes in 8 seconds */
        Clients(URI service, int clients, IntFunction<byte[]> requests, boolean isSlow) {
            this.service = service;
            this.requests = requests;
            this.isSlow = isSlow;
            for (int i = 0; i < clients; i++) {
                String address = "127.0.2." + (1 + i);
                Thread thread = new Thread(() -> work(address));
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
        }

        private void work(String address) {
            while (!isOver) {
                int answer = 0;
                try {
                    answer = send(address, requests.apply(number.getAndIncrement()));
                } catch (IOException e) {
                    // The service has closed the connection.
                } catch (InterruptedException e) {
                    return;
                }
                synchronized (statuses) {
                    statuses.merge(answer, 1, Integer::sum);
                }
            }
        }

        private int send(String address, byte[] request) throws IOException, InterruptedException {
            try (Socket socket = new Socket()) {
                socket.bind(new InetSocketAddress(address, 0));
                socket.setSoTimeout(500);
                if (isSlow) {
                    socket.setReceiveBufferSize(2_048);
                }
                socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), 10_000);
                socket.getOutputStream().write(request);
                byte[] buffer = new byte[isSlow ? SLOW_BYTES : 65_536];
                int status = 0;
                while (!isOver) {
                    int length;
                    try {
                        length = socket.getInputStream().read(buffer);
                    } catch (SocketTimeoutException e) {
                        continue;
                    }
                    if (length < 0) {
                        break;
                    }
                    if (status == 0 && length > 12) {
                        status = Integer.parseInt(new String(buffer, 9, 3, StandardCharsets.US_ASCII));
                    }
                    if (isSlow) {
                        Thread.sleep(SLOW_MILLIS);
                    }
                }
                return status;
            }
        }

        @Override
        public void close() throws InterruptedException {
            isOver = true;
            for (Thread thread : threads) {
                if (isSlow) {
                    thread.interrupt();
                }
                thread.join(10_000);
            }
        }

        @Override
        public String toString() {
            synchronized (statuses) {
                return statuses.toString();
            }
        }
    }

    /** Result of one attack. Times are in milliseconds, sizes in MB. */
    private static final class Row {

        private static final String HEADER = String.format(
                "%-52s %7s  %9s  %8s %8s  %8s  %6s %6s %6s %4s  %s",
                "attack", "clients", "alone p99", "p99", "slowest", "failures", "before", "peak", "after", "in s",
                "responses to the clients");

        private final String name;
        private final int clients;
        private double alone;
        private Times times;
        private int failures;
        private long before;
        private volatile long peak;
        private long after;
        private long settleSeconds;
        private String statuses = "";

        Row(String name, int clients) {
            this.name = name;
            this.clients = clients;
        }

        boolean isMissed() {
            return times.p99 >= MAX_P99_MILLIS || failures > 0;
        }

        @Override
        public String toString() {
            return String.format(
                    "%-52s %7d  %9.1f  %8.1f %8.1f  %8d  %6d %6d %6d %4d  %s",
                    name, clients, alone, times.p99, times.slowest, failures, before, peak, after, settleSeconds, statuses);
        }
    }

    private Row run(String name, int clients) throws Exception {
        Row row = new Row(name, clients);
        Attack attack = attacks.get(name);
        for (int i = 0; i < 5; i++) {
            admin.anonymous().get(LIST);
        }
        row.alone = read(ALONE_SECONDS, "alone").p99;
        row.before = residentMegabytes();
        row.peak = row.before;
        boolean[] isOver = new boolean[1];
        Thread sampler = new Thread(() -> {
            while (!isOver[0]) {
                row.peak = Math.max(row.peak, residentMegabytes());
                Workers.pause(100);
            }
        });
        sampler.setDaemon(true);
        sampler.start();
        AtomicInteger failedDownloads = new AtomicInteger();
        Thread downloader = downloader(attack.download, clients > CLIENTS[0], isOver, failedDownloads, row);
        AutoCloseable[] attackers = new AutoCloseable[1];
        Thread starter = new Thread(() -> {
            try {
                attackers[0] = attack.begin.with(clients);
            } catch (Exception e) {
                e.printStackTrace();
            }
        });
        starter.start();
        downloader.start();
        row.times = read(seconds, name);
        starter.join();
        isOver[0] = true;
        downloader.join(20_000);
        row.statuses = (attackers[0] instanceof Clients ? attackers[0].toString() : "") + row.statuses;
        attackers[0].close();
        row.failures = row.times.failures + failedDownloads.get();
        long end = System.nanoTime();
        row.after = settle(row.before + TOLERANCE_MEGABYTES);
        row.settleSeconds = (System.nanoTime() - end) / 1_000_000_000;
        return row;
    }

    /** Returns a thread that repeatedly downloads the attacked resource from another address. */
    private Thread downloader(String path, boolean hasKey, boolean[] isOver, AtomicInteger failures, Row row) {
        return new Thread(() -> {
            double slowest = 0;
            int count = 0;
            while (path != null && !isOver[0]) {
                Workers.pause(500);
                HttpRequest.Builder request =
                        HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(20));
                if (hasKey) {
                    request.header("Authorization", "Bearer " + key);
                }
                long start = System.nanoTime();
                int answer = status(request.build());
                slowest = Math.max(slowest, (System.nanoTime() - start) / 1e6);
                count++;
                if (answer != 200) {
                    failures.incrementAndGet();
                    row.statuses += "; download " + answer;
                }
            }
            if (path != null) {
                row.statuses += String.format("; %d downloads, slowest %.0f ms", count, slowest);
            }
        });
    }

    /** Response times of the reader. */
    private record Times(double p99, double slowest, int failures) {}

    /** Reads the article and its page in turn, at most a hundred times per second. */
    private Times read(long duration, String name) {
        List<Double> millis = new ArrayList<>();
        int failures = 0;
        long begin = System.nanoTime();
        for (int i = 0; System.nanoTime() - begin < duration * 1_000_000_000L; i++) {
            HttpRequest request = HttpRequest.newBuilder(service.resolve(i % 2 == 0 ? article : page))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            long start = System.nanoTime();
            failures += status(request) == 200 ? 0 : 1;
            millis.add((System.nanoTime() - start) / 1e6);
            Workers.pause(10);
        }
        millis.sort(null);
        return new Times(millis.get(millis.size() * 99 / 100), millis.get(millis.size() - 1), failures);
    }

    /** Waits for at most a minute until the resident memory is at most this large. Returns the last measured size. */
    private long settle(long megabytes) {
        long end = System.nanoTime() + SETTLE_MILLIS * 1_000_000;
        long now = residentMegabytes();
        while (now > megabytes && System.nanoTime() < end) {
            Workers.pause(500);
            now = residentMegabytes();
        }
        return now;
    }

    private long residentMegabytes() {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("The service has ended.", e);
        }
    }

    /**
     * Returns the status of the response and discards its body. Returns 0 if the connection ended without a response.
     */
    private static int status(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
