package org.offprint.search.embedded.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;

/**
 * Merge policy for active and idle indexes. During writes, the policy selects the same merges as Lucene's default
 * policy, which minimizes the amount of written data. When the index is idle, the policy merges its segments into a few
 * segments, because every search reads each segment.
 */
final class IdleMergePolicy extends FilterMergePolicy {

    /** Number of segments above which an idle index is merged. */
    private static final int MAX_SEGMENTS_WHEN_IDLE = 4;
    /**
     * Maximum size of a merged segment, as a multiple of the total size of all smaller segments. Each unmerged segment
     * is therefore more than twice as large as all smaller segments combined. Small writes do not cause large segments
     * to be rewritten.
     */
    private static final int SIZE_FACTOR = 2;

    /** Size below which index segments are always merged, because such a merge takes less than half a second. */
    private static final long SMALL_BYTES = 8 << 20;

    private static final long LARGEST_BYTES = 5L << 30;

    /** Number of segments at which merging starts even during an index build, to limit the number of open files. */
    private static final int MAX_SEGMENTS_DURING_BUILD = 100;

    private volatile boolean atRest;
    private volatile boolean beingBuilt;

    IdleMergePolicy() {
        super(usual());
    }

    private static TieredMergePolicy usual() {
        TieredMergePolicy usual = new TieredMergePolicy();
        usual.setMaxMergedSegmentMB(LARGEST_BYTES / (1 << 20));
        return usual;
    }

    /** Sets whether the index is idle. The segments of an idle index are merged into a few segments. */
    void setIdle(boolean resting) {
        atRest = resting;
    }

    /**
     * Sets whether the index is being built and not searched yet. Merging is reduced during a build, because the merged
     * segments would be merged again later.
     */
    void setBeingBuilt(boolean building) {
        beingBuilt = building;
    }

    @Override
    public MergeSpecification findMerges(MergeTrigger trigger, SegmentInfos segments, MergeContext context)
            throws IOException {
        if (beingBuilt && segments.size() < MAX_SEGMENTS_DURING_BUILD) {
            return null;
        }
        MergeSpecification usual = super.findMerges(trigger, segments, context);
        boolean isMerging = usual != null || !context.getMergingSegments().isEmpty();
        return !atRest || isMerging || segments.size() <= MAX_SEGMENTS_WHEN_IDLE ? usual : ofSmall(segments, context);
    }

    private MergeSpecification ofSmall(SegmentInfos segments, MergeContext context) throws IOException {
        List<Sized> bySize = new ArrayList<>();
        for (SegmentCommitInfo segment : segments) {
            bySize.add(new Sized(segment, size(segment, context)));
        }
        bySize.sort(Comparator.comparingLong(Sized::bytes));
        int merged = smallest(bySize.stream().map(Sized::bytes).toList());
        if (merged < 2) {
            return null;
        }
        MergeSpecification small = new MergeSpecification();
        small.add(new OneMerge(
                bySize.subList(0, merged).stream().map(Sized::segment).toList()));
        return small;
    }

    /**
     * Returns how many of the smallest index segments to merge. A segment that is much larger than all smaller segments
     * combined is merged only with a following segment of similar size.
     *
     * @param bySize segment sizes in bytes, smallest first
     */
    static int smallest(List<Long> bySize) {
        long all = 0;
        int merged = 0;
        for (int i = 0; i < bySize.size() && all + bySize.get(i) <= LARGEST_BYTES; i++) {
            if (bySize.get(i) <= Math.max(SMALL_BYTES, SIZE_FACTOR * all)) {
                merged = i + 1;
            }
            all += bySize.get(i);
        }
        return merged;
    }

    private record Sized(SegmentCommitInfo segment, long bytes) {}
}
