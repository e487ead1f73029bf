import java.io.EOFException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** OAI-PMH harvester that only counts the received data. See harvest.sh. */
public class Harvest {

    private static final Pattern TOKEN = Pattern.compile("<resumptionToken[^>]*>([^<]+)<");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"?([0-9]+)");
    private static final Pattern LOC = Pattern.compile("<loc>([^<]+)</loc>");

    /** Maximum number of bytes of a file that are compressed again for comparison. */
    private static final long MOST_COMPRESSED = 1_000_000_000;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "walk" -> {
                for (int round = 1; round <= Integer.parseInt(arguments[3]); round++) {
                    walk(arguments[1], arguments[2], "round " + round);
                }
            }
            case "gzip" -> gzip(Path.of(arguments[1]), Double.parseDouble(arguments[2]));
            case "changes" -> changes(arguments[1]);
            case "sitemaps" -> sitemaps(arguments[1]);
            case "often" -> often(arguments[1]);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    static byte[] get(String url) throws Exception {
        HttpResponse<byte[]> response =
                HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(url + " is answered " + response.statusCode());
        }
        return response.body();
    }

    /** Reads one list on one connection. */
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
            records += count(text, "<header");
            Matcher token = TOKEN.matcher(text.substring(Math.max(0, text.length() - 1_000)));
            arguments = token.find() ? "resumptionToken=" + token.group(1) : null;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "ListRecords %s, %s: %,d records in %.1f s, %,.0f records/s, %.1f MB/s; time per page"
                        + " %s%n",
                prefix, how, records, seconds, records / seconds, bytes / 1e6 / seconds, pages(pages));
    }

    /** Returns the median response times of the pages in the first, the middle and the last tenth of a list. */
    private static String pages(List<Long> nanos) {
        int some = Math.max(1, nanos.size() / 10);
        int middle = (nanos.size() - some) / 2;
        return String.format(
                "at the beginning %.1f ms, in the middle %.1f ms, at the end %.1f ms",
                median(nanos.subList(0, some)),
                median(nanos.subList(middle, middle + some)),
                median(nanos.subList(nanos.size() - some, nanos.size())));
    }

    private static int count(String text, String what) {
        int count = 0;
        for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) {
            count++;
        }
        return count;
    }

    private static double median(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2] / 1e6;
    }

    /**
     * Prints the transfer rate of a file, and the rate at which the JDK compresses the same bytes without a service.
     * Compresses only the first billion bytes, in pieces, so that the file can have any size. The file may be
     * truncated.
     */
    private static void gzip(Path file, double seconds) throws Exception {
        String beginning = file.toString().contains(".xml") ? "<article " : "\n";
        long plain = 0;
        long records = 0;
        long compressed = 0;
        long nanos = 0;
        byte[] piece = new byte[1 << 20];
        try (var in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
                var out = new GZIPOutputStream(OutputStream.nullOutputStream(), 1 << 16)) {
            String tail = "";
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                plain += length;
                String text = tail + new String(piece, 0, length, StandardCharsets.ISO_8859_1);
                records += count(text, beginning);
                // The tail is long enough to find a match that is split between two pieces, and too short to find a
                // match twice.
                tail = text.substring(Math.max(0, text.length() - beginning.length() + 1));
                if (plain < MOST_COMPRESSED) {
                    long begun = System.nanoTime();
                    out.write(piece, 0, length);
                    nanos += System.nanoTime() - begun;
                    compressed += length;
                }
            }
        } catch (EOFException e) {
            System.out.println("  (broken off after the time that it was given)");
        }
        double alone = plain / (compressed / (nanos / 1e9));
        System.out.printf(
                "  %,d records, %,.0f per second; %,d bytes compressed %.1f times, %.1f MB/s; gzip only:"
                        + " %.1f MB/s, which takes %.2f s, compared with %.2f s%n",
                records, records / seconds, plain, (double) plain / Files.size(file), plain / 1e6 / seconds,
                compressed / 1e6 / (nanos / 1e9), alone, seconds);
    }

    /** Reads the whole change feed in pages of 1,000. */
    private static void changes(String base) throws Exception {
        List<Long> pages = new ArrayList<>();
        long changes = 0;
        String after = "0";
        long begun = System.nanoTime();
        while (true) {
            long asked = System.nanoTime();
            String page = new String(get(base + "/v1/changes?limit=1000&after=" + after), StandardCharsets.UTF_8);
            pages.add(System.nanoTime() - asked);
            int found = count(page, "\"reason\"");
            changes += found;
            Matcher next = NEXT.matcher(page);
            if (found == 0 || !next.find()) {
                break;
            }
            after = next.group(1);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("/v1/changes: %,d changes in %.1f s, %,.0f per second; time per page of 1,000 %s%n",
                changes, seconds, changes / seconds, pages(pages));
    }

    /** Reads the sitemap index and all sitemaps. Fails if a URL occurs twice or a limit of the protocol is exceeded. */
    private static void sitemaps(String base) throws Exception {
        long begun = System.nanoTime();
        List<String> parts = locations(get(base + "/sitemap.xml"));
        double index = (System.nanoTime() - begun) / 1e9;
        Set<String> pages = new HashSet<>();
        long largest = 0;
        double slowest = 0;
        for (String part : parts) {
            long asked = System.nanoTime();
            byte[] sitemap = get(part);
            slowest = Math.max(slowest, (System.nanoTime() - asked) / 1e9);
            largest = Math.max(largest, sitemap.length);
            List<String> addresses = locations(sitemap);
            int before = pages.size();
            pages.addAll(addresses);
            if (addresses.size() > 50_000 || sitemap.length > 52_428_800 || pages.size() != before + addresses.size()) {
                throw new IllegalStateException(part + " has " + addresses.size() + " pages, " + sitemap.length + " bytes");
            }
        }
        System.out.printf("sitemap: index in %.2f s; %d sitemaps of %,d pages in %.1f s, slowest %.2f s, largest"
                + " %.1f MB%n",
                index, parts.size(), pages.size(), (System.nanoTime() - begun) / 1e9, slowest, largest / 1e6);
    }

    private static List<String> locations(byte[] sitemap) {
        List<String> found = new ArrayList<>();
        Matcher loc = LOC.matcher(new String(sitemap, StandardCharsets.UTF_8));
        while (loc.find()) {
            found.add(loc.group(1));
        }
        return found;
    }

    /** Requests a URL two hundred times and prints the response times. */
    private static void often(String url) throws Exception {
        List<Long> nanos = new ArrayList<>();
        long length = 0;
        for (int i = 0; i < 200; i++) {
            long asked = System.nanoTime();
            length = get(url).length;
            nanos.add(System.nanoTime() - asked);
        }
        System.out.printf("%s: %,d bytes, first %.1f ms, then %.1f ms%n", URI.create(url).getPath(), length,
                nanos.get(0) / 1e6, median(nanos.subList(100, 200)));
    }
}
