package org.offprint.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.Json;

/**
 * Implements {@code --import FILE… --to URL}, which sends files to a running service and shows the progress of the
 * import. The API key is read from the environment variable {@code OFFPRINT_KEY}.
 */
public final class ImportCommand {

    private static final int WRONG_USE = 2;
    private static final int SHOWN_FAILURES = 20;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration RETRY_TIMEOUT = Duration.ofMinutes(2);
    private static final Set<String> PARAMETERS =
            Set.of("format", "mode", "publish", "link", "validateOnly", "journal", "issue", "into");

    private final ImportProgress out;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String service;
    private final String key;

    private ImportCommand(String service, String key, ImportProgress out) {
        this.service = service.replaceAll("/+$", "");
        this.key = key;
        this.out = out;
    }

    /**
     * Runs the import, reports its progress, and returns the exit code: 0 if all records were imported, 1 if a record
     * or file failed, 2 for invalid arguments or an invalid key, 3 if the service does not answer.
     *
     * @param out output for the progress
     * @param key API key; null if it is not set
     */
    public static int run(ImportProgress out, String key, String... arguments) {
        List<Path> files = new ArrayList<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        String service = null;
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            String name = argument.replaceFirst("^--", "").replaceFirst("=.*", "");
            if (argument.equals("--to") && i + 1 < arguments.length) {
                service = arguments[++i];
            } else if (argument.startsWith("--") && argument.contains("=") && PARAMETERS.contains(name)) {
                parameters.put(name, argument.substring(argument.indexOf('=') + 1));
            } else if (argument.startsWith("--")) {
                out.println("Usage:\n" + CommandLineUsage.IMPORT);
                return WRONG_USE;
            } else {
                files.add(Path.of(argument));
            }
        }
        if (files.isEmpty() || service == null || !service.matches("https?://.+")) {
            out.println("Usage:\n" + CommandLineUsage.IMPORT);
            return WRONG_USE;
        }
        if (key == null || key.isBlank()) {
            out.println("The API key is missing. Set the environment variable OFFPRINT_KEY.");
            return WRONG_USE;
        }
        return new ImportCommand(service, key, out).run(files, query(parameters));
    }

    private static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    private int run(List<Path> files, String query) {
        int worst = 0;
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                out.println("The file " + file + " cannot be read. Check its path and its permissions.");
                return WRONG_USE;
            }
        }
        try {
            for (Path file : files) {
                worst = Math.max(worst, importFile(file, query));
            }
            return worst;
        } catch (IOException e) {
            out.println("The service at " + service + " does not answer. Imports that it has accepted continue. Their"
                    + " status is at " + service + "/v1/imports.");
            return 3;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 3;
        }
    }

    private int importFile(Path file, String query) throws IOException, InterruptedException {
        out.println(file + ": sending " + Files.size(file) + " bytes");
        HttpResponse<byte[]> taken = http.send(
                request("/v1/imports" + query)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofFile(file))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (taken.statusCode() != 202) {
            JsonNode problem = tree(taken);
            out.println(problem.path("title").asText("HTTP " + taken.statusCode()) + ". "
                    + problem.path("detail").asText());
            problem.path("errors")
                    .forEach(error -> out.println("  " + error.path("message").asText()));
            return taken.statusCode() == 401 || taken.statusCode() == 403 ? WRONG_USE : 1;
        }
        String location = taken.headers().firstValue("Location").orElseThrow();
        out.println("The service runs the import in the background. The import status is at " + service + location);
        JsonNode job = follow(location);
        out.println(file + ": " + ImportProgress.result(job));
        if (job.path("failed").asLong() > 0) {
            showFailures(job.at("/links/failed").asText());
        }
        return job.path("status").asText().equals("done") && job.path("failed").asLong() == 0 ? 0 : 1;
    }

    private JsonNode follow(String location) throws IOException, InterruptedException {
        Instant answered = Instant.now();
        while (true) {
            try {
                JsonNode job = get(location);
                answered = Instant.now();
                out.show(job);
                if (job.has("endedAt")) {
                    return job;
                }
            } catch (RejectedException e) {
                throw e;
            } catch (IOException e) {
                // The service may be restarting, and will resume the import afterwards.
                if (Duration.between(answered, Instant.now()).compareTo(RETRY_TIMEOUT) > 0) {
                    throw e;
                }
                out.showRetrying();
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private void showFailures(String path) throws IOException, InterruptedException {
        JsonNode page = get(path + "&limit=" + SHOWN_FAILURES);
        page.path("items").forEach(out::failure);
        if (page.path("total").asLong() > SHOWN_FAILURES) {
            out.println("  All failed records are listed at " + service + path);
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 500) {
            throw new IOException("HTTP " + response.statusCode());
        }
        if (response.statusCode() != 200) {
            throw new RejectedException("HTTP " + response.statusCode());
        }
        return tree(response);
    }

    /** Thrown if the service rejects a request, so that the request is not retried. */
    private static final class RejectedException extends IOException {

        RejectedException(String message) {
            super(message);
        }
    }

    private static JsonNode tree(HttpResponse<byte[]> response) throws IOException {
        try {
            return Json.parse(response.body());
        } catch (ProblemException e) {
            throw new IOException("No JSON", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service + path)).header("Authorization", "Bearer " + key);
    }
}
