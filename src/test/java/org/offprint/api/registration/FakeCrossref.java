package org.offprint.api.registration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.offprint.formats.Schemas;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Crossref as far as a depositor meets it: a queue of files with their results by name, DOIs with their highest timestamp,
 * and parts of records that stay when a deposit leaves them out. It can be told to fail in the ways in which it fails.
 */
final class FakeCrossref implements AutoCloseable {

    static final String LOGIN = "editor@journal.example/press";
    static final String PASSWORD = "marker-secret-7f3a";

    private static final String XSD = "crossref-5.4.0/crossref5.4.0.xsd";
    private static final List<String> PARTS =
            List.of("crossmark", "fundref", "AccessIndicators", "relations", "collection", "citation_list");

    /** The ways in which it fails, once each. */
    enum Fault {
        /** Answers 503 with Retry-After. */
        BUSY,
        /** Answers 200 with a page that is no receipt. */
        NO_RECEIPT,
        /** Takes the file and closes the connection without an answer. */
        TAKES_AND_CUTS,
        /** Closes the connection without taking the file. */
        CUTS,
        /** Leads to a page to sign in. */
        REDIRECTS,
        /** Answers with 3 MB. */
        TOO_LONG
    }

    /** What it has of a DOI. */
    static final class Held {
        long timestamp;
        String resource;
        String title;
        final Map<String, String> parts = new TreeMap<>();
        final List<String> updates = new ArrayList<>();
        int deposits;
    }

    private record Submission(String batch, byte[] file, Document document) {}

    private final HttpServer server;
    private final Map<String, Submission> byName = new HashMap<>();
    private final Map<String, String> results = new HashMap<>();
    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, String> messages = new HashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> deposited = new ArrayList<>();
    private boolean isDown;
    private boolean isHolding;
    private boolean refusesPassword;
    private int calls;
    private int submissions = 1_400_000;

    FakeCrossref() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/servlet/deposit", exchange -> answered(exchange, this::deposit));
        server.createContext("/servlet/submissionDownload", exchange -> answered(exchange, this::result));
        server.createContext("/works/", exchange -> answered(exchange, this::work));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Fails so with the next deposit. */
    synchronized void fail(Fault fault) {
        faults.add(fault);
    }

    /** Answers everything with 500 from now on, or no longer. */
    synchronized void setDown(boolean down) {
        isDown = down;
    }

    /** Gives no results from now on, or gives them. */
    synchronized void setHolding(boolean holding) {
        isHolding = holding;
    }

    synchronized void setRefusesPassword(boolean refuses) {
        refusesPassword = refuses;
    }

    /** Says this of a DOI in place of what it would say: status and message, a bar between. */
    synchronized void say(String doi, String statusAndMessage) {
        messages.put(doi.toLowerCase(Locale.ROOT), statusAndMessage);
    }

    synchronized void sayNothing(String doi) {
        messages.remove(doi.toLowerCase(Locale.ROOT));
    }

    /** Has this DOI already, from another depositor. */
    synchronized void register(String doi, long timestamp) {
        Held there = new Held();
        there.timestamp = timestamp;
        held.put(doi.toLowerCase(Locale.ROOT), there);
    }

    synchronized Held held(String doi) {
        return held.get(doi.toLowerCase(Locale.ROOT));
    }

    /** What went wrong that never may. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** The DOIs of deposits in the order in which they came. */
    synchronized List<String> deposited() {
        return List.copyOf(deposited);
    }

    synchronized int calls() {
        return calls;
    }

    @FunctionalInterface
    private interface Handler {
        void handle(HttpExchange exchange, byte[] body) throws Exception;
    }

    private void answered(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            synchronized (this) {
                calls++;
                String query = exchange.getRequestURI().getRawQuery();
                if (query != null && query.contains(PASSWORD)) {
                    wrong.add("The password stood in an address.");
                }
                if (isDown) {
                    reply(exchange, 500, "text/html", "<html>Internal error</html>");
                    return;
                }
                handler.handle(exchange, body);
            }
        } catch (Exception e) {
            synchronized (this) {
                wrong.add("The fake failed: " + e);
            }
            exchange.sendResponseHeaders(500, -1);
        }
    }

    private static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        // As old servers answer.
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        exchange.getResponseHeaders().set("Content-Type", type + ";charset=ISO-8859-1");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void deposit(HttpExchange exchange, byte[] body) throws Exception {
        Map<String, byte[]> fields = multipart(exchange.getRequestHeaders().getFirst("Content-Type"), body);
        if (refusesPassword
                || !PASSWORD.equals(text(fields.get("login_passwd")))
                || !LOGIN.equals(text(fields.get("login_id")))) {
            reply(exchange, 401, "text/html", "<html>Unauthorized</html>");
            return;
        }
        if (!"doMDUpload".equals(text(fields.get("operation"))) || !fields.containsKey("fname")) {
            reply(exchange, 200, "text/html", "<html>Bad request</html>");
            return;
        }
        Fault fault = faults.poll();
        if (fault == Fault.BUSY) {
            exchange.getResponseHeaders().set("Retry-After", "7200");
            reply(exchange, 503, "text/html", "<html>Busy</html>");
        } else if (fault == Fault.NO_RECEIPT) {
            reply(exchange, 200, "text/html", "<html>Welcome</html>");
        } else if (fault == Fault.REDIRECTS) {
            exchange.getResponseHeaders().set("Location", url() + "/sign-in");
            reply(exchange, 302, "text/html", "");
        } else if (fault == Fault.TOO_LONG) {
            take(fields);
            reply(exchange, 200, "text/html", "x".repeat(3_000_000));
        } else if (fault == Fault.TAKES_AND_CUTS) {
            take(fields);
        } else if (fault != Fault.CUTS) {
            take(fields);
            reply(
                    exchange,
                    200,
                    "text/html",
                    "<html><head><title>SUCCESS</title></head><body><h2>SUCCESS</h2><p>Your batch submission was"
                            + " successfully received. É</p></body></html>");
        }
    }

    private void take(Map<String, byte[]> fields) throws Exception {
        byte[] file = fields.get("fname");
        String name = text(fields.get("fname.name"));
        if (byName.containsKey(name)) {
            wrong.add("The name " + name + " came twice.");
            return;
        }
        String xml = new String(file, StandardCharsets.UTF_8);
        if (xml.contains(PASSWORD)) {
            wrong.add("The password stood in a file.");
        }
        if (Schemas.arePresent()) {
            try {
                Schemas.assertValid(XSD, xml);
            } catch (AssertionError e) {
                wrong.add("A file is invalid: " + e.getMessage());
            }
        }
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(file));
        Submission submission = new Submission(value(document.getDocumentElement(), "doi_batch_id"), file, document);
        for (String other : byName.keySet()) {
            if (!results.containsKey(other) && shareDoi(byName.get(other), submission)) {
                wrong.add("Two files of one DOI are in flight.");
            }
        }
        byName.put(name, submission);
        elements(document.getDocumentElement(), "doi_data")
                .forEach(data -> deposited.add(value(data, "doi").toLowerCase(Locale.ROOT)));
    }

    private static boolean shareDoi(Submission one, Submission other) {
        List<String> dois = new ArrayList<>();
        elements(one.document().getDocumentElement(), "doi_data").forEach(data -> dois.add(value(data, "doi")));
        return elements(other.document().getDocumentElement(), "doi_data").stream()
                .anyMatch(data -> dois.contains(value(data, "doi")));
    }

    private void result(HttpExchange exchange, byte[] body) throws Exception {
        Map<String, String> fields = form(text(body));
        if (refusesPassword || !PASSWORD.equals(fields.get("pwd")) || !LOGIN.equals(fields.get("usr"))) {
            reply(exchange, 401, "text/html", "<html>Unauthorized</html>");
            return;
        }
        String name = fields.get("file_name");
        Submission submission = byName.get(name);
        if (submission == null) {
            reply(exchange, 200, "text/xml", diagnostic("unknown_submission", "0", "", ""));
        } else if (isHolding && !results.containsKey(name)) {
            reply(exchange, 200, "text/xml", diagnostic("in_process", "0", submission.batch(), ""));
        } else {
            if (!results.containsKey(name)) {
                results.put(name, processed(submission));
            }
            reply(exchange, 200, "text/xml", results.get(name));
        }
    }

    private String diagnostic(String status, String id, String batch, String records) {
        return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<doi_batch_diagnostic status=\"" + status
                + "\" sp=\"ds4\">\n<submission_id>" + id + "</submission_id>\n<batch_id>" + batch + "</batch_id>\n"
                + records + "</doi_batch_diagnostic>";
    }

    private String processed(Submission submission) {
        Element root = submission.document().getDocumentElement();
        long timestamp = Long.parseLong(value(root, "timestamp"));
        StringBuilder records = new StringBuilder();
        for (Element data : elements(root, "doi_data")) {
            String doi = value(data, "doi");
            records.append(one((Element) data.getParentNode(), data, doi, timestamp));
        }
        return diagnostic("completed", Integer.toString(submissions++), submission.batch(), records.toString());
    }

    private String one(Element record, Element data, String doi, long timestamp) {
        String key = doi.toLowerCase(Locale.ROOT);
        String said = messages.get(key);
        String status = said == null ? "Success" : said.substring(0, said.indexOf('|'));
        String message = said == null ? "Successfully updated" : said.substring(said.indexOf('|') + 1);
        Held there = held.computeIfAbsent(key, absent -> new Held());
        if (!status.equals("Failure")) {
            if (timestamp <= there.timestamp) {
                status = "Failure";
                message = "Record not processed because submitted version: " + timestamp
                        + " is less or equal to previously submitted version " + there.timestamp;
            } else {
                there.timestamp = timestamp;
                there.resource = value(data, "resource");
                there.deposits++;
                List<Element> titles = elements(record, "title");
                there.title = titles.isEmpty() ? null : titles.get(0).getTextContent();
                there.updates.clear();
                elements(record, "update").forEach(update -> there.updates.add(update.getAttribute("type")));
                keep(record, there);
            }
        }
        // In capitals, as it may come.
        return "<record_diagnostic status=\"" + status + "\"><doi>" + doi.toUpperCase(Locale.ROOT) + "</doi><msg>"
                + message.replace("&", "&amp;").replace("<", "&lt;") + "</msg></record_diagnostic>\n";
    }

    /** What is left out stays; what is there replaces it; what is there empty is gone. */
    private static void keep(Element record, Held there) {
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

    private void work(HttpExchange exchange, byte[] body) throws IOException {
        String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
        String doi = path.substring("/works/".length(), path.indexOf("/transform/"));
        Held there = held.get(doi.toLowerCase(Locale.ROOT));
        if (there == null) {
            reply(exchange, 404, "text/plain", "Resource not found.");
        } else {
            reply(
                    exchange,
                    200,
                    "application/vnd.crossref.unixsd+xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><crossref_result><query_result><body><query><crm-item"
                            + " name=\"prefix-name\" type=\"string\">Press</crm-item><crm-item name=\"deposit-timestamp\""
                            + " type=\"number\">" + there.timestamp
                            + "</crm-item></query></body></query_result></crossref_result>");
        }
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
