import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures the time until a write is acknowledged. At this time, readers of all nodes see the write.
 *
 * <p>{@code java bench/Edits.java <address> <key> <file of ids> <edits>} changes the titles of published articles and
 * publishes them again, one at a time. Prints the median and the 95th percentile in milliseconds, first for changes,
 * then for publications.
 */
public class Edits {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final String key;

    private Edits(String address, String key) {
        this.address = address;
        this.key = key;
    }

    public static void main(String... arguments) throws Exception {
        Edits edits = new Edits(arguments[0], arguments[1]);
        List<String> ids = Files.readAllLines(Path.of(arguments[2]));
        int many = Integer.parseInt(arguments[3]);
        long[] changes = new long[many];
        long[] publications = new long[many];
        for (int i = 0; i < many; i++) {
            String path = "/v1/articles/" + ids.get(i % ids.size());
            changes[i] = edits.nanos(
                    "PATCH", path, "application/merge-patch+json", "{\"title\":\"Edited " + System.nanoTime() + "\"}");
            publications[i] = edits.nanos("PUT", path + "/publication", "application/json", "{}");
        }
        System.out.println(shown(changes) + " " + shown(publications));
    }

    private static String shown(long[] nanos) {
        Arrays.sort(nanos);
        return String.format(Locale.ROOT, "%.1f %.1f", nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 95 / 100] / 1e6);
    }

    private long nanos(String method, String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .header("If-Match", "*")
                .method(method, BodyPublishers.ofString(body))
                .build();
        long began = System.nanoTime();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        long took = System.nanoTime() - began;
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return took;
    }
}
