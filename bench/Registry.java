import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fake registration service that accepts all records, with the protocols of Crossref and DataCite. Crossref deposits
 * are files whose result is available on request. DataCite records are sent individually by PUT. {@code /count} returns
 * the numbers of received files and records.
 *
 * <p>{@code java bench/Registry.java port}
 */
final class Registry {

    private static final Map<String, List<String>> WAITING = new ConcurrentHashMap<>();
    private static final AtomicLong FILES = new AtomicLong();
    private static final AtomicLong RECORDS = new AtomicLong();

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        // Header and body of a response are sent separately. Without this setting, the body would wait about 40 ms for
        // the TCP acknowledgement of the header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 100);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", Registry::serve);
        server.start();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/count")) {
                send(exchange, "text/plain", FILES + " " + RECORDS);
            } else if (path.equals("/servlet/deposit")) {
                deposit(exchange, body);
            } else if (path.equals("/servlet/submissionDownload")) {
                result(exchange, body);
            } else {
                FILES.incrementAndGet();
                RECORDS.incrementAndGet();
                String doi = path.substring(path.indexOf("10."));
                send(exchange, "application/vnd.api+json", "{\"data\":{\"id\":\"" + doi + "\",\"type\":\"dois\"}}");
            }
        }
    }

    private static void deposit(HttpExchange exchange, String body) throws IOException {
        String name = between(body, "filename=\"", "\"", 0);
        List<String> dois = new ArrayList<>();
        int at = body.indexOf("<doi_data>");
        while (at >= 0) {
            dois.add(between(body, "<doi>", "</doi>", at));
            at = body.indexOf("<doi_data>", at + 1);
        }
        WAITING.put(name, dois);
        FILES.incrementAndGet();
        RECORDS.addAndGet(dois.size());
        send(exchange, "text/html", "<html><h2>SUCCESS</h2><p>Your batch submission was successfully received.</p></html>");
    }

    private static void result(HttpExchange exchange, String body) throws IOException {
        String name = URLDecoder.decode(between(body + "&", "file_name=", "&", 0), StandardCharsets.UTF_8);
        List<String> dois = WAITING.remove(name);
        StringBuilder result = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<doi_batch_diagnostic status=\"")
                .append(dois == null ? "unknown_submission" : "completed")
                .append("\"><submission_id>1</submission_id><batch_id>")
                .append(name.replace(".xml", ""))
                .append("</batch_id>");
        if (dois != null) {
            dois.forEach(doi -> result.append("<record_diagnostic status=\"Success\"><doi>")
                    .append(doi)
                    .append("</doi><msg>Successfully updated</msg></record_diagnostic>"));
        }
        send(exchange, "text/xml", result.append("</doi_batch_diagnostic>").toString());
    }

    private static String between(String text, String before, String after, int from) {
        int begin = text.indexOf(before, from) + before.length();
        return text.substring(begin, text.indexOf(after, begin));
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
