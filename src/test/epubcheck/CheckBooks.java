import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.util.DefaultReportImpl;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads all articles and issues of a service as e-books, and checks them with EPUBCheck. Arguments: URL of the
 * service, and directory for the e-books. Fails if EPUBCheck reports an error or a warning, or if there is no e-book.
 */
public final class CheckBooks {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final int MAX_NAMED_FAULTS = 5;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private CheckBooks() {}

    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        int checked = 0;
        int faulty = 0;
        for (String kind : List.of("articles", "issues")) {
            for (String id : ids(url, kind)) {
                Path book = folder.resolve(kind + "-" + id + ".epub");
                HttpResponse<InputStream> response = CLIENT.send(
                        HttpRequest.newBuilder(URI.create(url + "/v1/" + kind + "/" + id + "/exports/epub"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    if (response.statusCode() == 409) {
                        continue; // An article without a full text, or an issue without published articles.
                    }
                    Files.copy(body, book, StandardCopyOption.REPLACE_EXISTING);
                }
                checked++;
                if (response.statusCode() != 200 || !isValid(book)) {
                    faulty++;
                    System.out.println(response.statusCode() + " " + response.uri());
                }
            }
        }
        System.out.println(checked + " e-books checked, " + faulty + " with errors or warnings");
        System.exit(checked == 0 || faulty > 0 ? 1 : 0);
    }

    private static List<String> ids(String url, String kind) throws Exception {
        List<String> ids = new ArrayList<>();
        String path = "/v1/" + kind + "?limit=100&fields=id";
        while (path != null) {
            String page = CLIENT.send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher found = ID.matcher(page);
            while (found.find()) {
                ids.add(found.group(1));
            }
            Matcher next = NEXT.matcher(page);
            path = next.find() ? next.group(1).replace(url, "") : null;
        }
        return ids;
    }

    private static boolean isValid(Path book) {
        List<String> faults = new ArrayList<>();
        DefaultReportImpl report = new DefaultReportImpl(book.getFileName().toString()) {
            @Override
            public void message(
                    com.adobe.epubcheck.messages.Message message,
                    com.adobe.epubcheck.api.EPUBLocation location,
                    Object... values) {
                switch (message.getSeverity()) {
                    case FATAL, ERROR, WARNING -> faults.add(
                            message.getID() + " " + message.getMessage(values) + " " + location);
                    default -> {}
                }
            }

            @Override
            public void info(String resource, FeatureEnum feature, String value) {
                // The features of each e-book are not printed.
            }
        };
        new EpubCheck(book.toFile(), report).doValidate();
        faults.stream().limit(MAX_NAMED_FAULTS).forEach(System.out::println);
        return faults.isEmpty();
    }
}
