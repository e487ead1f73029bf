package org.offprint.web.api.registration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.offprint.formats.FormatSchemas;
import org.offprint.web.api.Workers;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Fake Crossref server with a queue of deposited files, results by file name, and registered DOIs with their latest
 * timestamps. A deposit that omits a part of a record leaves the registered part unchanged. Tests can simulate the
 * failures of the real server.
 */
public final class FakeCrossref implements AutoCloseable {

    public static final String LOGIN = "editor@journal.example/press";
    public static final String PASSWORD = "marker-secret-7f3a";

    private static final String XSD = "crossref-5.4.0/crossref5.4.0.xsd";
    private static final List<String> PARTS =
            List.of("crossmark", "fundref", "AccessIndicators", "relations", "collection", "citation_list");

    /** Maximum duration of a hanging call, in seconds. Clients time out earlier. */
    private static final long LONGEST_HANGING_SECONDS = 60;

    /** Simulated failures. Each simulated failure occurs once. */
    public enum Fault {
        /** Responds with 503 and {@code Retry-After}. */
        BUSY,
        /** Responds with 429 without {@code Retry-After}. */
        TOO_MANY,
        /** Responds with 429 and {@code Retry-After} in seconds. */
        TOO_MANY_FOR,
        /** Responds with 429 and {@code Retry-After} as a date. */
        TOO_MANY_UNTIL,
        /** Responds with 500. */
        BROKEN,
        /** Responds with 200 and a page in UTF-16. */
        FOREIGN_PAGE,
        /** Returns a receipt but discards the deposited file. */
        FORGETS,
        /** Accepts the deposited file but responds with 504, as a gateway does. */
        GATEWAY,
        /** Accepts the deposited file and never responds. */
        TAKES_AND_HANGS,
        /** Does not accept the deposited file and never responds. */
        HANGS,
        /** Responds with 200 and a page that is not a receipt. */
        NO_RECEIPT,
        /** Accepts the deposited file and closes the connection without a response. */
        TAKES_AND_CUTS,
        /** Closes the connection without accepting the deposited file. */
        CUTS,
        /** Redirects to a sign-in page. */
        REDIRECTS,
        /** Accepts the deposited file and responds with a body of 3 MB. */
        TOO_LONG
    }

    /** Stages of a call at which the watcher is notified. */
    public enum Point {
        /** The deposit was read, but the deposited file is not accepted yet. */
        DEPOSIT_READ,
        /** The deposited file was accepted, but the receipt is not sent yet. */
        DEPOSIT_TAKEN,
        /** The request for a result was read, but the response is not sent yet. */
        QUESTION_READ
    }

    /** Observes the progress of calls to the server and may block them. */
    @FunctionalInterface
    public interface Watcher {

        /**
         * Returns whether the call continues. If this method returns false, the server closes the connection. This
         * method is called without a lock.
         *
         * @param dois DOIs in the deposited file, in lower case
         */
        boolean continues(Point point, Set<String> dois) throws InterruptedException;
    }

    /** Record that is registered for a DOI. */
    public static final class RegisteredRecord {
        long timestamp;
        String resource;
        String title;
        final Map<String, String> parts = new TreeMap<>();
        final List<String> updates = new ArrayList<>();
        int deposits;
        byte[] file;

        public String title() {
            return title;
        }

        public String resource() {
            return resource;
        }

        public boolean has(String part) {
            return parts.containsKey(part);
        }

        public List<String> updates() {
            return List.copyOf(updates);
        }

        /**
         * Returns the registered resource URL, title, updates and parts. The result does not contain timestamps and the
         * number of deposits.
         */
        public String content() {
            return resource + " | " + title + " | " + updates + " | " + parts;
        }

        /** Returns the number of processed deposits of this DOI. */
        public int deposits() {
            return deposits;
        }

        /** Returns the file of the last processed deposit of this DOI, or an empty string. */
        public String file() {
            return file == null ? "" : new String(file, StandardCharsets.UTF_8);
        }
    }

    private record Submission(String batch, byte[] file, Document document) {

        Set<String> dois() {
            return elements(document.getDocumentElement(), "doi_data").stream()
                    .map(data -> value(data, "doi").toLowerCase(Locale.ROOT))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        long timestamp() {
            return Long.parseLong(value(document.getDocumentElement(), "timestamp"));
        }
    }

    /** HTTP response. The server closes the connection if the response is null. */
    private record Response(int status, String type, byte[] body, Map<String, String> headers) {

        /** Creates a response in the ISO 8859-1 encoding, which old servers use. */
        static Response of(int status, String type, String body) {
            return new Response(
                    status, type + ";charset=ISO-8859-1", body.getBytes(StandardCharsets.ISO_8859_1), Map.of());
        }

        Response with(String header, String value) {
            return new Response(status, type, body, Map.of(header, value));
        }
    }

    /** Maximum number of events in the history of a DOI. */
    private static final int LONGEST_HISTORY = 1_000;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final int port;
    private HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Submission> byName = new HashMap<>();
    private final Map<String, String> results = new HashMap<>();
    private final Map<String, Integer> untilResult = new HashMap<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final Map<String, RegisteredRecord> held = new HashMap<>();
    private final Map<String, String> messages = new HashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Deque<Fault> faultsOfQuestions = new ArrayDeque<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, List<String>> histories = new HashMap<>();
    private final Map<String, String> arriving = new HashMap<>();
    private final List<String> deposited = new ArrayList<>();
    private boolean isDown;
    private boolean isHolding;
    private boolean refusesPassword;
    private int calls;
    private int submissions = 1_400_000;
    private volatile Watcher watcher = (point, dois) -> true;
    private IntSupplier lateness = () -> 0;

    public FakeCrossref() throws IOException {
        server = listening(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listening(int wanted) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
        made.setExecutor(executor);
        made.createContext("/servlet/deposit", exchange -> answered(exchange, this::deposit));
        made.createContext("/servlet/submissionDownload", exchange -> answered(exchange, this::result));
        made.createContext("/works/", exchange -> answered(exchange, this::work));
        made.start();
        return made;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        closed.countDown();
        closePort();
        executor.shutdownNow();
    }

    /** Refuses new connections and closes existing connections. */
    public synchronized void closePort() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Accepts connections on the same port again. */
    public synchronized void openPort() {
        for (int tries = 0; server == null; tries++) {
            try {
                server = listening(port);
            } catch (IOException e) {
                if (tries == 100) {
                    throw new UncheckedIOException(e);
                }
                // Another connection may still use the port for a short time.
                Workers.pause(50);
            }
        }
    }

    /** Simulates a failure of the next deposit. */
    public synchronized void fail(Fault fault) {
        faults.add(fault);
    }

    /** Simulates a failure of the next request for a result. */
    public synchronized void failQuestion(Fault fault) {
        faultsOfQuestions.add(fault);
    }

    /** Ends all simulated failures and delays, and removes the results that tests have set for DOIs. */
    public synchronized void recover() {
        openPort();
        faults.clear();
        faultsOfQuestions.clear();
        messages.clear();
        isDown = false;
        isHolding = false;
        lateness = () -> 0;
    }

    /** Sets the watcher of all later calls and replaces the previous watcher. */
    public void watch(Watcher given) {
        watcher = given;
    }

    /**
     * Sets how many requests for a result return an unfinished status before the result is available. Applies to files
     * deposited later.
     */
    public synchronized void setLateness(IntSupplier questions) {
        lateness = questions;
    }

    /** Sets whether every call returns 500. */
    public synchronized void setDown(boolean down) {
        isDown = down;
    }

    /** Sets whether all result requests return an unfinished status. */
    synchronized void setWithholdsResults(boolean holding) {
        isHolding = holding;
    }

    synchronized void setRefusesPassword(boolean refuses) {
        refusesPassword = refuses;
    }

    /** Sets the result of depositing a DOI: status and message, separated by a vertical bar. */
    public synchronized void setResult(String doi, String statusAndMessage) {
        messages.put(doi.toLowerCase(Locale.ROOT), statusAndMessage);
    }

    public synchronized void clearResult(String doi) {
        messages.remove(doi.toLowerCase(Locale.ROOT));
    }

    /** Registers a DOI as if another depositor had deposited it with this timestamp. */
    synchronized void register(String doi, long timestamp) {
        RegisteredRecord there = new RegisteredRecord();
        there.timestamp = timestamp;
        held.put(doi.toLowerCase(Locale.ROOT), there);
    }

    public synchronized RegisteredRecord registered(String doi) {
        return held.get(doi.toLowerCase(Locale.ROOT));
    }

    /** Returns the violations of the rules that depositors must follow. */
    public synchronized List<String> violations() {
        return List.copyOf(wrong);
    }

    /** Returns the events of a DOI, oldest first. */
    public synchronized List<String> history(String doi) {
        return List.copyOf(histories.getOrDefault(doi.toLowerCase(Locale.ROOT), List.of()));
    }

    private synchronized void note(Set<String> dois, String what) {
        String line = LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + what;
        for (String doi : dois) {
            List<String> history = histories.computeIfAbsent(doi, absent -> new ArrayList<>());
            if (history.size() < LONGEST_HISTORY) {
                history.add(line);
            }
        }
    }

    /** Returns the record that would be registered for a DOI if this file were the only deposit. */
    public static RegisteredRecord recordFrom(String doi, String file) {
        try {
            RegisteredRecord alone = new RegisteredRecord();
            Submission submission = submission(file.getBytes(StandardCharsets.UTF_8));
            for (Element data : elements(submission.document().getDocumentElement(), "doi_data")) {
                if (value(data, "doi").equalsIgnoreCase(doi)) {
                    take((Element) data.getParentNode(), data, alone);
                }
            }
            return alone;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the deposited DOIs in order of arrival. */
    synchronized List<String> deposited() {
        return List.copyOf(deposited);
    }

    synchronized int calls() {
        return calls;
    }

    @FunctionalInterface
    private interface Handler {
        Response handle(HttpExchange exchange, byte[] body) throws Exception;
    }

    private void answered(HttpExchange exchange, Handler handler) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String length = exchange.getRequestHeaders().getFirst("Content-Length");
            if (length != null && Integer.parseInt(length) > body.length) {
                // The client disconnected while it was sending the request body.
                return;
            }
            Response response = isRefusedAtOnce(exchange)
                    ? Response.of(500, "text/html", "<html>Internal error</html>")
                    : handler.handle(exchange, body);
            if (response != null) {
                reply(exchange, response);
            }
        } catch (IOException gone) {
            // The client disconnected before the response was sent.
        } catch (Exception | Error e) {
            synchronized (this) {
                wrong.add("The fake failed: " + e);
            }
        }
    }

    private synchronized boolean isRefusedAtOnce(HttpExchange exchange) {
        calls++;
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null && query.contains(PASSWORD)) {
            wrong.add("A URL contained the password.");
        }
        return isDown;
    }

    private static void reply(HttpExchange exchange, Response response) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", response.type());
        response.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = response.body();
        exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Returns the response of a simulated failure, or null to close the connection. */
    private Response failed(Fault fault) throws InterruptedException {
        return switch (fault) {
            case BUSY -> Response.of(503, "text/html", "<html>Busy</html>").with("Retry-After", "7200");
            case TOO_MANY_FOR ->
                Response.of(429, "text/html", "<html>Too many</html>").with("Retry-After", "90");
            case TOO_MANY -> Response.of(429, "text/html", "<html>Too many</html>");
            case TOO_MANY_UNTIL ->
                Response.of(429, "text/html", "<html>Too many</html>")
                        .with(
                                "Retry-After",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(3)));
            case GATEWAY -> Response.of(504, "text/html", "<html>Gateway Time-out</html>");
            case BROKEN -> Response.of(500, "text/html", "<html>Internal error É</html>");
            case FOREIGN_PAGE ->
                new Response(
                        200,
                        "text/html;charset=UTF-16",
                        "<html>Wartungsarbeiten – später</html>".getBytes(StandardCharsets.UTF_16),
                        Map.of());
            case NO_RECEIPT -> Response.of(200, "text/html", "<html>Welcome</html>");
            case REDIRECTS -> Response.of(302, "text/html", "").with("Location", url() + "/sign-in");
            case TOO_LONG -> Response.of(200, "text/html", "x".repeat(3_000_000));
            case FORGETS -> receipt();
            case HANGS, TAKES_AND_HANGS -> {
                closed.await(LONGEST_HANGING_SECONDS, TimeUnit.SECONDS);
                yield null;
            }
            case TAKES_AND_CUTS, CUTS -> null;
        };
    }

    private static Response receipt() {
        return Response.of(
                200,
                "text/html",
                "<html><head><title>SUCCESS</title></head><body><h2>SUCCESS</h2><p>Your batch submission was"
                        + " successfully received. É</p></body></html>");
    }

    private Response deposit(HttpExchange exchange, byte[] body) throws Exception {
        Map<String, byte[]> fields = multipart(exchange.getRequestHeaders().getFirst("Content-Type"), body);
        Fault fault;
        synchronized (this) {
            if (refusesPassword
                    || !PASSWORD.equals(text(fields.get("login_passwd")))
                    || !LOGIN.equals(text(fields.get("login_id")))) {
                return Response.of(401, "text/html", "<html>Unauthorized</html>");
            }
            if (!"doMDUpload".equals(text(fields.get("operation"))) || !fields.containsKey("fname")) {
                return Response.of(200, "text/html", "<html>Bad request</html>");
            }
            fault = faults.poll();
        }
        Submission submission = submission(fields.get("fname"));
        String name = text(fields.get("fname.name"));
        Set<String> dois = submission.dois();
        note(
                dois,
                "received " + name + " at " + submission.timestamp()
                        + (fault == null ? "" : " with the fault " + fault));
        arrive(name, dois);
        try {
            return taken(name, submission, fault);
        } finally {
            leave(name, dois);
        }
    }

    /** Records a violation if a file arrives while another file with the same DOI is still being read. */
    private synchronized void arrive(String name, Set<String> dois) {
        for (String doi : dois) {
            String other = arriving.putIfAbsent(doi, name);
            if (other != null) {
                wrong.add("Two files of " + doi + " arrived at the same time: " + other + " and " + name);
            }
        }
    }

    private synchronized void leave(String name, Set<String> dois) {
        dois.forEach(doi -> arriving.remove(doi, name));
    }

    private Response taken(String name, Submission submission, Fault fault) throws Exception {
        boolean isTaken = fault == null
                || fault == Fault.TAKES_AND_CUTS
                || fault == Fault.GATEWAY
                || fault == Fault.TAKES_AND_HANGS
                || fault == Fault.TOO_LONG;
        if (isTaken) {
            if (!watcher.continues(Point.DEPOSIT_READ, submission.dois())) {
                return null;
            }
            take(name, submission);
            if (!watcher.continues(Point.DEPOSIT_TAKEN, submission.dois())) {
                return null;
            }
        }
        // Marks the file as received before the response is sent, because a client that timed out may send another
        // file.
        leave(name, submission.dois());
        return fault == null ? receipt() : failed(fault);
    }

    private static Submission submission(byte[] file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(file));
        return new Submission(value(document.getDocumentElement(), "doi_batch_id"), file, document);
    }

    private synchronized void take(String name, Submission submission) throws Exception {
        if (byName.containsKey(name)) {
            wrong.add("The name " + name + " was used twice.");
            return;
        }
        String xml = new String(submission.file(), StandardCharsets.UTF_8);
        if (xml.contains(PASSWORD)) {
            wrong.add("A file contained the password.");
        }
        if (FormatSchemas.arePresent()) {
            try {
                FormatSchemas.assertValid(XSD, xml);
            } catch (AssertionError e) {
                wrong.add("A file is invalid: " + e.getMessage());
            }
        }
        for (String other : byName.keySet()) {
            if (!results.containsKey(other) && shareDoi(byName.get(other), submission)) {
                wrong.add("Two files of one DOI are in transit: " + other + " and " + name);
            }
        }
        for (String doi : submission.dois()) {
            Long before = latest.put(doi, submission.timestamp());
            if (before != null && before >= submission.timestamp()) {
                wrong.add("The timestamp of " + doi + " changed from " + before + " to " + submission.timestamp());
            }
        }
        byName.put(name, submission);
        note(submission.dois(), "took " + name);
        untilResult.put(name, lateness.getAsInt());
        elements(submission.document().getDocumentElement(), "doi_data")
                .forEach(data -> deposited.add(value(data, "doi").toLowerCase(Locale.ROOT)));
    }

    private static boolean shareDoi(Submission one, Submission other) {
        return !Collections.disjoint(one.dois(), other.dois());
    }

    private Response result(HttpExchange exchange, byte[] body) throws Exception {
        Map<String, String> fields = form(text(body));
        String name = fields.get("file_name");
        Submission asked;
        Fault fault;
        synchronized (this) {
            if (refusesPassword || !PASSWORD.equals(fields.get("pwd")) || !LOGIN.equals(fields.get("usr"))) {
                return Response.of(401, "text/html", "<html>Unauthorized</html>");
            }
            asked = byName.get(name);
            fault = faultsOfQuestions.poll();
        }
        if (asked != null && !watcher.continues(Point.QUESTION_READ, asked.dois())) {
            return null;
        }
        if (asked != null && fault != null) {
            note(asked.dois(), "received a request for the result of " + name + " with the fault " + fault);
        }
        return fault == null ? result(name) : failed(fault);
    }

    private synchronized Response result(String name) {
        Submission submission = byName.get(name);
        if (submission == null) {
            return Response.of(200, "text/xml", diagnostic("unknown_submission", "0", "", ""));
        }
        if (!results.containsKey(name)) {
            int left = untilResult.merge(name, -1, Integer::sum);
            if (isHolding || left >= 0) {
                String status = left > 1 ? "queued" : "in_process";
                return Response.of(200, "text/xml", diagnostic(status, "0", submission.batch(), ""));
            }
            results.put(name, processed(submission));
            note(submission.dois(), "processed " + name);
        }
        note(submission.dois(), "returned the result of " + name);
        return Response.of(200, "text/xml", results.get(name));
    }

    private String diagnostic(String status, String id, String batch, String records) {
        return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<doi_batch_diagnostic status=\"" + status
                + "\" sp=\"ds4\">\n<submission_id>" + id + "</submission_id>\n<batch_id>" + batch + "</batch_id>\n"
                + records + "</doi_batch_diagnostic>";
    }

    private String processed(Submission submission) {
        Element root = submission.document().getDocumentElement();
        long timestamp = submission.timestamp();
        StringBuilder records = new StringBuilder();
        for (Element data : elements(root, "doi_data")) {
            String doi = value(data, "doi");
            records.append(one((Element) data.getParentNode(), data, doi, timestamp));
            RegisteredRecord there = held.get(doi.toLowerCase(Locale.ROOT));
            if (there.timestamp == timestamp) {
                there.file = submission.file();
            }
        }
        return diagnostic("completed", Integer.toString(submissions++), submission.batch(), records.toString());
    }

    private String one(Element record, Element data, String doi, long timestamp) {
        String key = doi.toLowerCase(Locale.ROOT);
        String said = messages.get(key);
        String status = said == null ? "Success" : said.substring(0, said.indexOf('|'));
        String message = said == null ? "Successfully updated" : said.substring(said.indexOf('|') + 1);
        RegisteredRecord there = held.computeIfAbsent(key, absent -> new RegisteredRecord());
        if (!status.equals("Failure")) {
            if (timestamp <= there.timestamp) {
                status = "Failure";
                message = "Record not processed because submitted version: " + timestamp
                        + " is less or equal to previously submitted version " + there.timestamp;
            } else {
                there.timestamp = timestamp;
                there.deposits++;
                take(record, data, there);
            }
        }
        note(Set.of(key), "says " + status + " " + message);
        // Real results may contain the DOI in upper case.
        return "<record_diagnostic status=\"" + status + "\"><doi>" + doi.toUpperCase(Locale.ROOT) + "</doi><msg>"
                + message.replace("&", "&amp;").replace("<", "&lt;") + "</msg></record_diagnostic>\n";
    }

    private static void take(Element record, Element data, RegisteredRecord there) {
        there.resource = value(data, "resource");
        List<Element> titles = elements(record, "title");
        there.title = titles.isEmpty() ? null : titles.get(0).getTextContent();
        there.updates.clear();
        elements(record, "update").forEach(update -> there.updates.add(update.getAttribute("type")));
        keep(record, there);
    }

    /**
     * Replaces the parts that the record contains, removes parts that are empty, and leaves omitted parts unchanged.
     */
    private static void keep(Element record, RegisteredRecord there) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : PARTS) {
            for (Element element : elements(record, part)) {
                given.merge(part, element.getTextContent().strip(), String::concat);
            }
            for (Element program : elements(record, "program")) {
                if (program.getNamespaceURI() != null
                        && program.getNamespaceURI().contains(part)) {
                    given.merge(part, program.getTextContent().strip(), String::concat);
                }
            }
        }
        given.forEach((part, text) -> {
            if (text.isEmpty()) {
                there.parts.remove(part);
            } else {
                there.parts.put(part, text);
            }
        });
    }

    private synchronized Response work(HttpExchange exchange, byte[] body) {
        String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
        String doi = path.substring("/works/".length(), path.indexOf("/transform/"));
        RegisteredRecord there = held.get(doi.toLowerCase(Locale.ROOT));
        if (there == null) {
            return Response.of(404, "text/plain", "Resource not found.");
        }
        return Response.of(
                200,
                "application/vnd.crossref.unixsd+xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><crossref_result><query_result><body><query><crm-item"
                        + " name=\"prefix-name\" type=\"string\">Press</crm-item><crm-item name=\"deposit-timestamp\""
                        + " type=\"number\">" + there.timestamp
                        + "</crm-item></query></body></query_result></crossref_result>");
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&")) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static Map<String, byte[]> multipart(String type, byte[] body) {
        Map<String, byte[]> fields = new HashMap<>();
        String boundary = "--" + type.substring(type.indexOf("boundary=") + 9);
        String all = new String(body, StandardCharsets.ISO_8859_1);
        for (String part : all.split(Pattern.quote(boundary))) {
            int end = part.indexOf("\r\n\r\n");
            if (end > 0) {
                String head = part.substring(0, end);
                String name = quoted(head, "name=\"");
                byte[] value = part.substring(end + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
                fields.put(name, value);
                if (head.contains("filename=\"")) {
                    fields.put(name + ".name", quoted(head, "filename=\"").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return fields;
    }

    private static String quoted(String head, String before) {
        int from = head.indexOf(before) + before.length();
        return head.substring(from, head.indexOf('"', from));
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<Element> elements(Element of, String name) {
        NodeList nodes = of.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String value(Element of, String name) {
        List<Element> found = elements(of, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
    }
}
