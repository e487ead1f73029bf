package org.offprint.services.citations.outside;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offprint.formats.crossrefworks.CrossrefWorksFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.kernel.text.PercentEncoding;
import org.offprint.platform.http.BoundedBody;
import org.offprint.platform.http.OutboundClient;
import org.offprint.platform.http.RetryAfter;

/**
 * Client that searches Crossref's REST API for the work that a printed reference cites. Redirects are not followed, and
 * the duration and size of responses are limited. Each query contains a contact address, as Crossref's polite pool
 * requires.
 */
final class CrossrefWorksClient {

    private static final int ROWS = 5;
    private static final int MAX_RESPONSE_BYTES = 1 << 20;
    private static final int MAX_DIGITS = 9;

    /**
     * Members of a Crossref work that are compared with the reference. Only these members are requested, to keep
     * responses small.
     */
    private static final String SELECT =
            "DOI,type,title,subtitle,author,container-title,short-container-title,volume,issue,"
                    + "page,article-number,ISSN,issued,published-print,published-online";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);

    /** Interval between queries if the response states no rate limit. */
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

    private static final Duration MAX_INTERVAL = Duration.ofMinutes(1);

    private final URI url;
    private final String mail;
    private final Duration timeout;
    private final Clock clock;
    private final OutboundClient client = new OutboundClient(CONNECT_TIMEOUT);

    /**
     * Creates a Crossref client without sending a request.
     *
     * @param url URL of the Crossref works route
     * @param mail contact address sent with each query
     * @param longest timeout of a query
     */
    CrossrefWorksClient(URI url, String mail, Duration longest, Clock clock) {
        this.url = url;
        this.mail = mail;
        this.timeout = longest;
        this.clock = clock;
    }

    /** Outcome of a Crossref query. */
    enum QueryOutcome {
        /** Crossref answered the query, but may have found no work. */
        ANSWERED,
        /** Crossref rejected this query or failed to process it. A retry may fail again. */
        FAILED,
        /** Crossref is currently not answering queries. */
        LATER
    }

    /**
     * Response to a Crossref query.
     *
     * @param why reason for a failure, for the log; null if the query was answered
     * @param pace minimum interval before the next query, from Crossref's rate limit
     * @param notBefore earliest time of the next query; null if Crossref did not specify one
     */
    record QueryAnswer(QueryOutcome end, String why, List<ExternalWork> works, Duration pace, Instant notBefore) {

        private static QueryAnswer later(String why) {
            return new QueryAnswer(QueryOutcome.LATER, why, List.of(), DEFAULT_INTERVAL, null);
        }
    }

    /** Searches Crossref for works that are similar to a printed reference. */
    QueryAnswer ask(String printed) {
        URI question = URI.create(url + "?query.bibliographic=" + PercentEncoding.component(printed) + "&rows=" + ROWS
                + "&select=" + SELECT + "&mailto=" + PercentEncoding.component(mail));
        HttpRequest request = HttpRequest.newBuilder(question)
                .header("User-Agent", "Offprint (mailto:" + mail + ")")
                .header("Accept", "application/json")
                .build();
        try {
            return read(client.send(request, timeout, MAX_RESPONSE_BYTES));
        } catch (HttpTimeoutException | InterruptedIOException e) {
            return QueryAnswer.later(e.getMessage());
        } catch (IOException e) {
            return QueryAnswer.later(
                    "The service could not be reached (" + e.getClass().getSimpleName() + ").");
        }
    }

    private QueryAnswer read(HttpResponse<BoundedBody> response) {
        int status = response.statusCode();
        Instant notBefore = RetryAfter.of(response.headers(), clock.instant(), MAX_RETRY_AFTER);
        Duration pace = interval(response.headers());
        if (status == 200) {
            Optional<List<ExternalWork>> works = response.body().isCut()
                    ? Optional.empty()
                    : works(response.body().bytes());
            return works.map(found -> new QueryAnswer(QueryOutcome.ANSWERED, null, found, pace, notBefore))
                    .orElseGet(() -> new QueryAnswer(
                            QueryOutcome.FAILED,
                            "The response is unreadable or too long.",
                            List.of(),
                            pace,
                            notBefore));
        }
        boolean isForAll = status < 400 || status == 401 || status == 403 || status == 408 || status == 429;
        return new QueryAnswer(
                isForAll ? QueryOutcome.LATER : QueryOutcome.FAILED,
                "The HTTP status is " + status + ".",
                List.of(),
                pace,
                notBefore);
    }

    /** Returns the works in a Crossref response body, or empty if it cannot be parsed. */
    private static Optional<List<ExternalWork>> works(byte[] answer) {
        List<ExternalWork> works = new ArrayList<>();
        try (ImportRecords records = new CrossrefWorksFormat().open(new ByteArrayInputStream(answer))) {
            ImportRecord record = records.next();
            for (int i = 0; record != null && i < ROWS; i++) {
                if (record.body() != null && record.problems().isEmpty()) {
                    ExternalWork.of(record.body()).ifPresent(works::add);
                }
                record = records.next();
            }
            return Optional.of(works);
        } catch (IOException | UnreadableException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the minimum interval between two queries according to the rate limit in the response headers, for example
     * 5 queries per second.
     */
    private static Duration interval(HttpHeaders headers) {
        long limit = number(headers.firstValue("X-Rate-Limit-Limit").orElse(""));
        String interval = headers.firstValue("X-Rate-Limit-Interval").orElse("").strip();
        boolean isInSeconds = interval.endsWith("s");
        long seconds = isInSeconds ? number(interval.substring(0, interval.length() - 1)) : 0;
        if (limit <= 0 || seconds <= 0) {
            return DEFAULT_INTERVAL;
        }
        Duration pace = Duration.ofSeconds(seconds).dividedBy(limit);
        return pace.compareTo(MAX_INTERVAL) > 0 ? MAX_INTERVAL : pace;
    }

    /** Parses a whole number of at most 9 digits. Returns 0 for any other string. */
    private static long number(String text) {
        String digits = text.strip();
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Long.parseLong(digits) : 0;
    }
}
