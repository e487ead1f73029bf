import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A harvester that does nothing with what it gets, and rude ones. See harvest.sh. */
public class Harvest {

    private static final Pattern TOKEN = Pattern.compile("<resumptionToken[^>]*>([^<]+)<");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("walk")) {
            for (int round = 1; round <= Integer.parseInt(arguments[3]); round++) {
                walk(arguments[1], arguments[2], "round " + round);
            }
        } else if (arguments[0].equals("waiting")) {
            waiting(arguments[1], arguments[2], arguments[3]);
        } else if (arguments[0].equals("gzip")) {
            gzip(Path.of(arguments[1]));
        } else {
            beside(arguments[1], arguments[2]);
        }
    }

    private static byte[] get(String url) throws Exception {
        HttpResponse<byte[]> response =
                HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(url + " is answered " + response.statusCode());
        }
        return response.body();
    }

    /** One list, on one connection. */
    private static void walk(String base, String prefix, String how) throws Exception {
        String arguments = "metadataPrefix=" + prefix;
        List<Long> pages = new ArrayList<>();
        long records = 0;
        long bytes = 0;
        long begun = System.nanoTime();
        while (arguments != null) {
            long asked = System.nanoTime();
            byte[] page = get(base + "?verb=ListRecords&" + arguments);
            pages.add(System.nanoTime() - asked);
            bytes += page.length;
            String text = new String(page, StandardCharsets.ISO_8859_1);
            for (int at = text.indexOf("<header"); at >= 0; at = text.indexOf("<header", at + 1)) {
                records++;
            }
            Matcher token = TOKEN.matcher(text.substring(Math.max(0, text.length() - 1_000)));
            arguments = token.find() ? "resumptionToken=" + token.group(1) : null;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        int some = Math.max(1, pages.size() / 10);
        System.out.printf(
                "ListRecords %s, %s: %,d records, %,.0f records/s, %.1f MB/s; a page of the first tenth %.1f ms, of the last"
                        + " %.1f ms%n",
                prefix, how, records, records / seconds, bytes / 1e6 / seconds, median(pages.subList(0, some)),
                median(pages.subList(pages.size() - some, pages.size())));
    }

    private static double median(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2] / 1e6;
    }

    /** How long the compression of these bytes takes that were compressed, as the service does it. */
    private static void gzip(Path file) throws Exception {
        byte[] plain;
        try (var in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            plain = in.readAllBytes();
        }
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long begun = System.nanoTime();
            try (var out = new GZIPOutputStream(OutputStream.nullOutputStream(), 1 << 16)) {
                out.write(plain);
            }
            best = Math.min(best, (System.nanoTime() - begun) / 1e9);
        }
        System.out.printf("gzip alone of the same %,d bytes: %.2f s%n", plain.length, best);
    }

    /** What a reader of an article notices of 50 harvesters that read slowly or not at all. */
    private static void beside(String base, String article) throws Exception {
        URI uri = URI.create(base);
        System.out.printf("GET /v1/articles/{id} alone: %s%n", reading(base, article));
        List<Socket> rude = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(2_048);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            String path = i % 2 == 0 ? "/oai?verb=ListRecords&metadataPrefix=oai_dc" : "/v1/exports/articles.jsonl.gz";
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            rude.add(socket);
        }
        Thread.sleep(2_000);
        System.out.printf("beside 50 harvesters that take nothing: %s%n", reading(base, article));
        long asked = System.nanoTime();
        get(base + "/oai?verb=ListRecords&metadataPrefix=oai_dc");
        System.out.printf("a page of ListRecords beside them: %.1f ms%n", (System.nanoTime() - asked) / 1e6);
        for (Socket socket : rude) {
            socket.close();
        }
    }

    /** Five hundred who wait for the next change, what a reader notices of them, and when all have heard of one. */
    private static void waiting(String base, String article, String key) throws Exception {
        URI uri = URI.create(base);
        String monitor = HTTP.send(
                        HttpRequest.newBuilder(URI.create(base + "/v1/exports/articles.jsonl.gz"))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Link")
                .orElseThrow();
        String path = monitor.substring(1, monitor.indexOf('>'));
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Socket socket = new Socket(uri.getHost(), uri.getPort());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                                    + "\r\nPrefer: wait=50\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        Thread.sleep(3_000);
        System.out.printf("GET /v1/articles/{id} beside 500 who wait: %s%n", reading(base, article));
        long asked = System.nanoTime();
        int withdrawn = HTTP.send(
                        HttpRequest.newBuilder(URI.create(base + "/v1/articles/" + article + "/withdrawal"))
                                .header("Authorization", "Bearer " + key)
                                .header("If-Match", "*")
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"reason\":\"A measurement.\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        int told = 0;
        for (Socket socket : sockets) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            told += answer.contains(article) ? 1 : 0;
            socket.close();
        }
        System.out.printf(
                "told %d of 500 %.2f s after a withdrawal (%d) was asked for%n",
                told, (System.nanoTime() - asked) / 1e9, withdrawn);
    }

    private static String reading(String base, String article) throws Exception {
        long[] nanos = new long[4_000];
        for (int i = 0; i < nanos.length; i++) {
            long asked = System.nanoTime();
            get(base + "/v1/articles/" + article);
            nanos[i] = System.nanoTime() - asked;
        }
        long[] warm = Arrays.copyOfRange(nanos, 2_000, nanos.length);
        Arrays.sort(warm);
        return String.format("p50 %.2f ms, p99 %.2f ms", warm[warm.length / 2] / 1e6, warm[warm.length * 99 / 100] / 1e6);
    }
}
