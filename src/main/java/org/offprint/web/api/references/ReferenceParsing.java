package org.offprint.web.api.references;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.offprint.kernel.record.Reference;
import org.offprint.platform.http.filters.RequestLimiter;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.Quotas;
import org.offprint.references.ParsedReference;
import org.offprint.references.ReferenceParser;
import org.offprint.references.pasted.PastedReference;
import org.offprint.references.pasted.ReadReference;
import org.offprint.references.suggestions.SuggestedParts;

/**
 * Parses printed references for requests. The number of concurrent requests is limited, so that processors remain
 * available for other work. Long lists of references are parsed in slices, and shorter lists can be parsed between two
 * slices.
 */
@ApplicationScoped
class ReferenceParsing {

    private static final int MAX_CONCURRENT = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int MAX_WAITING = 64;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int RETRY_SECONDS = 5; // Value of the Retry-After header, in seconds.

    /** Number of references per slice, after which queued requests can run. */
    private static final int SLICE_REFERENCES = 50;

    private static final int SLICE_CHARACTERS = 20_000;

    /** Number of characters that count as one request against a quota. */
    private static final int CHARACTERS_PER_REQUEST = 2_000;

    private final RequestLimiter limiter =
            new RequestLimiter("lists of references", MAX_CONCURRENT, MAX_WAITING, TIMEOUT_MILLIS, RETRY_SECONDS);

    private final ReferenceParser parser;

    private final Quotas quotas;
    private final RoutingContext context;

    ReferenceParsing(ReferenceParser parser, Quotas quotas, RoutingContext context) {
        this.parser = parser;
        this.quotas = quotas;
        this.context = context;
    }

    /** Returns the version number of the reference parser's model, as returned to clients. */
    String model() {
        return Integer.toString(parser.model());
    }

    /**
     * Counts the current request against a quota. Each 2,000 characters of reference text count as one request.
     *
     * @throws org.offprint.kernel.faults.ProblemException 429 if the quota is used up
     */
    void count(QuotaClass work, List<PastedReference> list) {
        long characters = list.stream().mapToLong(each -> each.text().length()).sum();
        quotas.countSize(work, (int) Math.min(Integer.MAX_VALUE, (characters - 1) / CHARACTERS_PER_REQUEST), context);
    }

    /**
     * Applies a function to a list of references, slice by slice. The concurrency limit applies, and queued requests
     * can run between slices.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if too many requests are waiting
     */
    <A, B> List<B> inSlices(List<A> references, Function<List<A>, List<B>> work) {
        return limiter.within(() -> {
            List<B> results = new ArrayList<>(references.size());
            for (int from = 0; from < references.size(); from += SLICE_REFERENCES) {
                if (from > 0) {
                    limiter.yieldPermit();
                }
                results.addAll(
                        work.apply(references.subList(from, Math.min(references.size(), from + SLICE_REFERENCES))));
            }
            return results;
        });
    }

    /** Parses references. The concurrency limit applies, and the exceptions are the same as for {@link #inSlices}. */
    List<ReadReference> read(List<PastedReference> list) {
        return limiter.within(() -> ReadReference.all(list, new SlicedParser()));
    }

    /**
     * Returns the suggested parts of references for an editor's write request, to which the concurrency limit does not
     * apply.
     */
    List<SuggestedParts> suggested(List<Reference> references) {
        return SuggestedParts.of(references, parser::parse);
    }

    /**
     * Returns the suggested parts of references. The concurrency limit applies, and the exceptions are the same as for
     * {@link #inSlices}.
     */
    List<SuggestedParts> suggestedForReader(List<Reference> references) {
        return limiter.within(() -> SuggestedParts.of(references, new SlicedParser()));
    }

    /**
     * Parser for one list of references, which yields its limiter permit after each slice to let queued requests run.
     * The calling thread must have a permit of the limiter.
     */
    private final class SlicedParser implements Function<String, ParsedReference> {

        private int references;
        private int characters;

        @Override
        public ParsedReference apply(String text) {
            if (references >= SLICE_REFERENCES || characters >= SLICE_CHARACTERS) {
                limiter.yieldPermit();
                references = 0;
                characters = 0;
            }
            references++;
            characters += text.length();
            return parser.parse(text);
        }
    }
}
