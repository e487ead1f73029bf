package org.offprint.web.harvest.oai.items;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.offprint.web.harvest.oai.protocol.HarvestPeriod;

/**
 * Counts the items of a list for {@code completeListSize}. Counting the items of a large list takes as long as reading
 * several pages, so the sizes of large lists are cached for 30 seconds. OAI-PMH allows estimates (section 3.5).
 */
@ApplicationScoped
public class ListSizes {

    private static final long MANY = 50_000;

    private final OaiItems items;
    private final long many;
    private final Cache<List<Object>, Long> counted = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    @Inject
    ListSizes(OaiItems items) {
        this(items, MANY);
    }

    /**
     * Creates an instance with a custom threshold.
     *
     * @param many minimum size of a list whose size is cached
     */
    public ListSizes(OaiItems items, long many) {
        this.items = items;
        this.many = many;
    }

    /**
     * Returns the number of items in a list. The size of a large list is cached for 30 seconds.
     *
     * @param until last datestamp; must not be after {@code asked}
     */
    public long of(SetSelection selection, HarvestPeriod period, Instant from, Instant until, Instant asked) {
        List<Object> list = Arrays.asList(selection, from, period.until());
        Long before = counted.getIfPresent(list);
        if (before != null) {
            return before;
        }
        long count = items.count(selection, from, until, asked);
        if (count >= many) {
            counted.put(list, count);
        }
        return count;
    }
}
