package org.offprint.web.api.references;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import org.offprint.kernel.record.Reference;
import org.offprint.platform.http.filters.RequestLimiter;
import org.offprint.references.ReferenceParser;
import org.offprint.references.pasted.PastedReference;
import org.offprint.references.pasted.ReadReference;
import org.offprint.references.suggestions.SuggestedParts;

/**
 * Parses printed references for requests. Limits the number of concurrent requests, so that processors remain available
 * for other requests.
 */
@ApplicationScoped
class ReferenceParsing {

    private static final int MAX_CONCURRENT = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int MAX_WAITING = 64;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int RETRY_SECONDS = 5; // seconds

    private final RequestLimiter limiter =
            new RequestLimiter("lists of references", MAX_CONCURRENT, MAX_WAITING, TIMEOUT_MILLIS, RETRY_SECONDS);

    private final ReferenceParser parser;

    ReferenceParsing(ReferenceParser parser) {
        this.parser = parser;
    }

    /** Returns the version number of the parser model, as shown to clients. */
    String model() {
        return Integer.toString(parser.model());
    }

    /**
     * Runs a task that parses references, within the limit of concurrent requests.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if too many requests are waiting
     */
    <T> T withinLimit(Supplier<T> work) {
        return limiter.within(work);
    }

    List<ReadReference> read(List<PastedReference> list) {
        return ReadReference.all(list, parser::parse);
    }

    List<SuggestedParts> suggested(List<Reference> references) {
        return SuggestedParts.of(references, parser::parse);
    }
}
