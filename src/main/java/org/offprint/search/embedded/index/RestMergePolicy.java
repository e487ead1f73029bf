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
 * Merges segments as Lucene does while much is written, which writes least, and into few segments when idle, because every
 * search reads each of them.
 */
final class RestMergePolicy extends FilterMergePolicy {

    /** Most segments that are left as they are. */
    private static final int FEW = 4;
    /**
     * The factor by which a merged segment may be larger than all smaller ones. So each that is left is more than twice
     * as large as all before it, and what is written again, a little at a time, is not the large ones.
     */
    private static final int STEP = 2;

    /** Size below which segments are merged at any time, which costs less than half a second. */
    private static final long SMALL_BYTES = 8 << 20;

    private static final long LARGEST_BYTES = 5L << 30;

    /** Segments from which they are merged while an index is built: each has files that are open. */
    private static final int MOST_WHILE_BUILT = 100;

    private volatile boolean atRest;
    private volatile boolean beingBuilt;

    RestMergePolicy() {
        super(usual());
    }

    private static TieredMergePolicy usual() {
        TieredMergePolicy usual = new TieredMergePolicy();
        usual.setMaxMergedSegmentMB(LARGEST_BYTES / (1 << 20));
        return usual;
    }

    /** Sets whether nothing is being written. */
    void setAtRest(boolean resting) {
        atRest = resting;
    }

    /** Sets whether a whole index is being written that nobody searches yet: what is merged then is merged again later. */
    void setBeingBuilt(boolean building) {
        beingBuilt = building;
    }

    @Override
    public MergeSpecification findMerges(MergeTrigger trigger, SegmentInfos segments, MergeContext context)
            throws IOException {
        if (beingBuilt && segments.size() < MOST_WHILE_BUILT) {
            return null;
        }
        MergeSpecification usual = super.findMerges(trigger, segments, context);
        boolean isMerging = usual != null || !context.getMergingSegments().isEmpty();
        return !atRest || isMerging || segments.size() <= FEW ? usual : ofSmall(segments, context);
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
     * Returns how many of the smallest segments are merged. One that is too large for those before it may be followed by
     * others of its size, and is merged with them.
     *
     * @param bySize sizes in bytes, the smallest first
     */
    static int smallest(List<Long> bySize) {
        long all = 0;
        int merged = 0;
        for (int i = 0; i < bySize.size() && all + bySize.get(i) <= LARGEST_BYTES; i++) {
            if (bySize.get(i) <= Math.max(SMALL_BYTES, STEP * all)) {
                merged = i + 1;
            }
            all += bySize.get(i);
        }
        return merged;
    }

    private record Sized(SegmentCommitInfo segment, long bytes) {}
}
