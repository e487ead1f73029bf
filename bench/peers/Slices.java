import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongToIntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Measures reads from several services in alternating time slices, and prints one table.
 *
 * <p>{@code Slices <directory> <key> <seconds> <rounds> <warm-up> <rate> <total> all|writer <name>,<kind>,<url> …}
 * reads the paths that {@code Fill} has written to the directory. Each slice begins with two seconds of warm-up at the
 * measured rate. All services receive the same requests in the same order, from eight loopback addresses. No slice
 * starts that could end after the total time in seconds.
 *
 * <p>With {@code writer}, only lists and searches are measured, with a Zipf distribution at the fixed rate while
 * articles are published.
 */
public class Slices {

    private static final int PUBLISHED_PER_SECOND = 5;
    private static final int MAX_RUNNING_EDITS = 8;
    private static final int CONNECTIONS = 16;
    private static final int CLIENTS = 8;
    private static final int PRIME_SECONDS = 2;
    /** Maximum duration of a warm-up without a pause, in seconds. */
    private static final int LONGEST_SLICE = 10;
    /** Pause in seconds after a slice, in which the service finishes background work of publications. */
    private static final int PAUSE_SECONDS = 1;
    private static final long TIMEOUT_NANOS = 2_000_000_000L;

    private static final String GZIP = "Accept-Encoding: gzip";
    /** Responses to requests with this {@code Accept} header are never cached. */
    private static final String UNCACHED = GZIP + "\r\nAccept: application/json;q=0.9";

    private final Path directory;
    private final String key;
    private final int seconds;
    private final int rounds;
    private final int warmUp;
    /** Fixed request rate at which response times are measured, in requests per second. */
    private final int perSecond;
    private final long end;
    private final List<Service> services;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Measurement, Map<String, List<Result>>> results = new LinkedHashMap<>();
    private int skipped;

    /** @param kind {@code offprint}, {@code spring} or {@code select} */
    private record Service(String name, String kind, URI url) {}

    /**
     * Measurement that is repeated for each service and round.
     *
     * @param paths {@code records}, {@code lists} or {@code searches}
     * @param isAtMaximum whether the maximum rate is measured instead of response times at the fixed rate
     */
    private record Measurement(String paths, boolean isZipf, boolean isUncached, boolean isPublishing, boolean isAtMaximum) {

        private boolean includes(Service service) {
            return !isUncached || service.kind().equals("offprint");
        }

        private Measurement atFixedRate() {
            return new Measurement(paths, isZipf, isUncached, isPublishing, false);
        }

        private Measurement atMaximum() {
            return new Measurement(paths, isZipf, isUncached, isPublishing, true);
        }

        private String name() {
            return paths + ", " + (isZipf ? "Zipf" : "uniform") + (isUncached ? ", uncached" : "")
                    + (isPublishing ? ", " + PUBLISHED_PER_SECOND + " publications/s" : "");
        }
    }

    /**
     * Result of a slice.
     *
     * @param p50 median response time in milliseconds
     * @param cached percentage of cached responses; NaN if the service has no cache
     * @param published publications per second; NaN if no articles are published
     */
    private record Result(double perSecond, double p50, double p99, double cached, double published) {

        private static Result notReached(double cached, double published) {
            return new Result(Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, cached, published);
        }

        private String shown() {
            return (Double.isNaN(perSecond)
                            ? "rate not reached"
                            : String.format(Locale.ROOT, "%.0f/s, p50 %.2f ms, p99 %.2f ms", perSecond, p50, p99))
                    + (Double.isNaN(cached) ? "" : String.format(Locale.ROOT, ", %.0f %% cached", cached))
                    + (Double.isNaN(published) ? "" : String.format(Locale.ROOT, ", %.1f publications/s", published));
        }
    }

    private Slices(String... arguments) {
        directory = Path.of(arguments[0]);
        key = arguments[1];
        seconds = Integer.parseInt(arguments[2]);
        rounds = Integer.parseInt(arguments[3]);
        warmUp = Integer.parseInt(arguments[4]);
        perSecond = Integer.parseInt(arguments[5]);
        end = System.nanoTime() + Integer.parseInt(arguments[6]) * 1_000_000_000L;
        services = Arrays.stream(arguments)
                .skip(8)
                .map(each -> each.split(","))
                .map(each -> new Service(each[0], each[1], URI.create(each[2])))
                .toList();
    }

    public static void main(String... arguments) throws Exception {
        Slices slices = new Slices(arguments);
        List<Measurement> plan = arguments[7].equals("writer") ? writer() : all();
        slices.warmUp(plan);
        for (int round = 0; round < slices.rounds; round++) {
            for (Measurement measurement : plan) {
                slices.measure(measurement, round);
            }
        }
        if (slices.skipped > 0) {
            System.err.println(slices.skipped + " slices were not measured, because the time was over");
        }
        slices.print();
        // The threads of the HTTP client would prevent the program from ending.
        System.exit(0);
    }

    private static List<Measurement> writer() {
        return List.of(
                new Measurement("lists", true, false, true, false),
                new Measurement("searches", true, false, true, false));
    }

    private static List<Measurement> all() {
        List<Measurement> plan = new ArrayList<>();
        plan.add(new Measurement("records", false, false, false, true));
        plan.add(new Measurement("records", true, false, false, true));
        for (String paths : List.of("lists", "searches")) {
            // The maximum rate is measured first and fills the cache.
            for (boolean isAtMaximum : List.of(true, false)) {
                plan.add(new Measurement(paths, false, true, false, isAtMaximum));
            }
            for (boolean isZipf : List.of(false, true)) {
                for (boolean isPublishing : List.of(false, true)) {
                    for (boolean isAtMaximum : List.of(true, false)) {
                        plan.add(new Measurement(paths, isZipf, false, isPublishing, isAtMaximum));
                    }
                }
            }
        }
        return plan;
    }

    /** Sends uncached requests on two connections, which leaves processor time for the Java compiler. */
    private void warmUp(List<Measurement> plan) throws Exception {
        for (String paths : plan.stream().map(Measurement::paths).distinct().toList()) {
            for (int left = warmUp; left > 0; left -= LONGEST_SLICE) {
                for (Service service : services) {
                    Measurement measurement = new Measurement(paths, false, service.kind().equals("offprint"), false, true);
                    try (Rate rate = rate(service, measurement, left)) {
                        rate.flood(2, Math.min(left, LONGEST_SLICE));
                    }
                }
            }
        }
    }

    private void measure(Measurement measurement, int round) throws Exception {
        List<Service> measured =
                new ArrayList<>(services.stream().filter(measurement::includes).toList());
        if (round % 2 == 1) {
            Collections.reverse(measured);
        }
        for (Service service : measured) {
            long longest = PRIME_SECONDS + seconds + PAUSE_SECONDS + TIMEOUT_NANOS / 1_000_000_000L;
            if (System.nanoTime() + longest * 1_000_000_000L > end) {
                skipped++;
                continue;
            }
            Result result = slice(measurement, service, round);
            results.computeIfAbsent(measurement, same -> new LinkedHashMap<>())
                    .computeIfAbsent(service.name(), same -> new ArrayList<>())
                    .add(result);
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        }
    }

    /** Measures one slice. The response times are infinite if the service does not reach the fixed rate. */
    private Result slice(Measurement measurement, Service service, int round) throws Exception {
        if (!measurement.isAtMaximum() && !reaches(measurement, service)) {
            return Result.notReached(Double.NaN, Double.NaN);
        }
        Writer writer = measurement.isPublishing() ? new Writer(service) : null;
        long[] before = null;
        Result result;
        try (Rate rate = rate(service, measurement, round)) {
            send(rate, measurement, PRIME_SECONDS);
            before = lists(service);
            send(rate, measurement, seconds);
            if (rate.failed() > 0) {
                System.err.println(rate.failed() + " requests failed: " + measurement.name() + ", " + service.name());
            }
            long[] nanos = rate.sorted();
            result = new Result(
                    (double) nanos.length / seconds,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[nanos.length * 99 / 100] / 1e6,
                    cached(measurement, service, before),
                    published(writer));
        } catch (IOException tooSlow) {
            result = Result.notReached(
                    before == null ? Double.NaN : cached(measurement, service, before), published(writer));
        } finally {
            if (writer != null) {
                writer.stop();
            }
        }
        System.err.println(service.name() + ", " + measurement.name() + ", "
                + (measurement.isAtMaximum() ? "maximum" : "fixed rate") + ": " + result.shown() + ", load "
                + Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        return result;
    }

    private void send(Rate rate, Measurement measurement, int seconds) throws IOException {
        if (measurement.isAtMaximum()) {
            rate.flood(CONNECTIONS, seconds);
        } else {
            rate.send(perSecond, seconds, TIMEOUT_NANOS);
        }
    }

    private double cached(Measurement measurement, Service service, long[] before) throws Exception {
        return measurement.paths().equals("records") || measurement.isUncached()
                ? Double.NaN
                : percentage(before, lists(service));
    }

    private static double published(Writer writer) {
        return writer == null ? Double.NaN : writer.perSecond();
    }

    /**
     * Returns whether the service reached the fixed rate when its maximum rate was measured, or true if it was not
     * measured.
     */
    private boolean reaches(Measurement measurement, Service service) {
        List<Result> maximum = results(measurement.atMaximum(), service);
        return maximum.isEmpty() || median(maximum.stream().mapToDouble(Result::perSecond).toArray()) >= perSecond;
    }

    /** Creates a client. With the same seed, all services receive the same requests. */
    private Rate rate(Service service, Measurement measurement, long seed) throws IOException {
        List<String> paths = Files.readAllLines(directory.resolve(measurement.paths() + "." + service.kind()));
        LongToIntFunction order =
                measurement.isZipf() ? Rate.zipf(paths.size(), seed) : Rate.uniform(paths.size(), seed);
        return new Rate(service.url(), paths, order, List.of(), measurement.isUncached() ? UNCACHED : GZIP, CLIENTS);
    }

    /** Returns the numbers of cached and uncached lists that a service has returned since its start. */
    private long[] lists(Service service) throws IOException, InterruptedException {
        if (!service.kind().equals("offprint")) {
            return new long[2];
        }
        String metrics = http.send(
                        HttpRequest.newBuilder(service.url().resolve("/q/metrics"))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new long[] {count(metrics, "hit"), count(metrics, "miss")};
    }

    private static long count(String metrics, String result) {
        return metrics.lines()
                .filter(line -> line.startsWith("offprint_ready_lists_total{") && line.contains("result=\"" + result + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Returns the percentage of cached responses between two counts; NaN if there were no lists. */
    private static double percentage(long[] before, long[] after) {
        long hits = after[0] - before[0];
        long misses = after[1] - before[1];
        return hits + misses == 0 ? Double.NaN : 100.0 * hits / (hits + misses);
    }

    /** Prints a row for each measurement, with the medians of all rounds. */
    private void print() {
        boolean hasMaximum = results.keySet().stream().anyMatch(Measurement::isAtMaximum);
        List<String> headings = new ArrayList<>(List.of("request"));
        services.forEach(service -> columns(service, hasMaximum).forEach(column -> headings.add(service.name() + ", " + column)));
        printRow(headings);
        printRow(Collections.nCopies(headings.size(), "---"));
        results.keySet().stream().map(Measurement::atMaximum).distinct().forEach(measurement -> {
            List<String> cells = new ArrayList<>(List.of(measurement.name()));
            for (Service service : services) {
                List<Result> maximum = results(measurement, service);
                List<Result> fixed = results(measurement.atFixedRate(), service);
                boolean isCounted = fixed.stream().anyMatch(result -> !Double.isNaN(result.cached()));
                List<Result> counted = isCounted ? fixed : maximum;
                for (String column : columns(service, hasMaximum)) {
                    cells.add(
                            switch (column) {
                                case "requests/s" -> shown(maximum, Result::perSecond, "%,.0f");
                                case "p50, ms" -> shown(fixed, Result::p50, "%.2f");
                                case "p99, ms" -> shown(fixed, Result::p99, "%.1f");
                                case "cached" -> shown(counted, Result::cached, "%.0f %%");
                                default -> shown(fixed, Result::published, "%.1f");
                            });
                }
            }
            printRow(cells);
        });
    }

    private static List<String> columns(Service service, boolean hasMaximum) {
        List<String> columns = new ArrayList<>(List.of("p50, ms", "p99, ms"));
        if (service.kind().equals("offprint")) {
            columns.add("cached");
        }
        columns.add(hasMaximum ? 0 : columns.size(), hasMaximum ? "requests/s" : "publications/s");
        return columns;
    }

    private List<Result> results(Measurement measurement, Service service) {
        return results.getOrDefault(measurement, Map.of()).getOrDefault(service.name(), List.of());
    }

    private static void printRow(List<String> cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    /** Returns the median, followed by the minimum and maximum if there are several values. */
    private static String shown(List<Result> results, ToDoubleFunction<Result> value, String format) {
        double[] sorted =
                results.stream().mapToDouble(value).filter(each -> !Double.isNaN(each)).sorted().toArray();
        if (sorted.length == 0) {
            return "–";
        }
        if (Double.isInfinite(sorted[0])) {
            return "not reached";
        }
        String median = String.format(Locale.ROOT, format, median(sorted));
        String range = String.format(Locale.ROOT, " (" + format + " to " + format + ")", sorted[0], sorted[sorted.length - 1]);
        return (sorted.length == 1 ? median : median + range).replace("Infinity", "not reached");
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /**
     * Publishes edits of different articles at fixed times from 127.0.0.1. For peer services, an edit replaces the
     * article.
     */
    private class Writer {

        private final Service service;
        private final List<String> ids = Files.readAllLines(directory.resolve("ids"));
        private final List<String> bodies = Files.readAllLines(directory.resolve("bodies"));
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger published = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final List<CompletableFuture<Void>> running = new ArrayList<>();
        private final long started = System.nanoTime();
        private int next = (int) (System.nanoTime() >>> 20 & 0xFFFF);

        private Writer(Service service) throws IOException {
            this.service = service;
            clock.scheduleAtFixedRate(
                    this::edit, 0, 1_000_000_000L / PUBLISHED_PER_SECOND, TimeUnit.NANOSECONDS);
        }

        private synchronized void edit() {
            running.removeIf(CompletableFuture::isDone);
            if (running.size() >= MAX_RUNNING_EDITS) {
                return;
            }
            int number = next++ % bodies.size();
            String path = (service.kind().equals("offprint") ? "/v1" : "") + "/articles/" + ids.get(number);
            CompletableFuture<Integer> edit = service.kind().equals("offprint")
                    ? write("PATCH", path, "application/merge-patch+json", "{\"title\":\"Edited " + System.nanoTime() + "\"}")
                            .thenCompose(status -> write("PUT", path + "/publication", "application/json", "{}"))
                    : write("PUT", path, "application/json", edited(bodies.get(number)));
            running.add(edit.handle((status, failure) -> {
                (failure == null ? published : failed).incrementAndGet();
                return null;
            }));
        }

        /** Changes the title of a body, because a peer does not write an unchanged row. */
        private static String edited(String body) {
            return body.replaceFirst("\"title\" : \"", "\"title\" : \"Edited " + System.nanoTime() + " ");
        }

        private CompletableFuture<Integer> write(String method, String path, String type, String body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(service.url().resolve(path))
                    .header("Content-Type", type)
                    .method(method, BodyPublishers.ofString(body));
            if (service.kind().equals("offprint")) {
                request.header("Authorization", "Bearer " + key).header("If-Match", "*");
            }
            return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(this::status);
        }

        private int status(HttpResponse<String> response) {
            if (response.statusCode() >= 300) {
                String message = response.request().method() + " " + response.uri() + ": " + response.statusCode();
                if (failed.get() == 0) {
                    System.err.println(message + " " + response.body());
                }
                throw new IllegalStateException(message);
            }
            return response.statusCode();
        }

        /** Returns the number of successful publications per second. */
        private double perSecond() {
            return published.get() * 1e9 / (System.nanoTime() - started);
        }

        /** Stops after the edits in progress, or after five seconds. */
        private void stop() throws InterruptedException {
            clock.shutdown();
            clock.awaitTermination(1, TimeUnit.SECONDS);
            CompletableFuture<?> all;
            synchronized (this) {
                all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
            }
            for (int waited = 0; waited < 50 && !all.isDone(); waited++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            if (failed.get() > 0) {
                System.err.println(failed.get() + " edits failed: " + service.name());
            }
        }
    }
}
