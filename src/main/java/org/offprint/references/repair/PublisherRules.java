package org.offprint.references.repair;

import static org.offprint.references.model.PartLabel.CONTAINER;
import static org.offprint.references.model.PartLabel.DATE;
import static org.offprint.references.model.PartLabel.ISSUE;
import static org.offprint.references.model.PartLabel.PLACE;
import static org.offprint.references.model.PartLabel.PUBLISHER;
import static org.offprint.references.model.PartLabel.TITLE;
import static org.offprint.references.model.PartLabel.VOLUME;

import org.offprint.references.tokens.WordClass;

/** Rules that correct the publisher and the place of publication. */
final class PublisherRules {

    private PublisherRules() {}

    /**
     * Treats the publisher of a reference as the journal if a volume or issue follows. The publisher is preserved if a
     * date is between the publisher and the volume or issue, or if the place comes first.
     */
    static void publisherToJournal(PrintedParts parts) {
        Part publisher = parts.get(PUBLISHER);
        Part number = parts.get(parts.has(VOLUME) ? VOLUME : ISSUE);
        boolean isBook = number == null
                || !publisher.isBefore(number)
                || parts.get(TITLE).first() > publisher.first()
                || parts.has(PLACE) && parts.get(PLACE).isBefore(publisher)
                || parts.has(DATE)
                        && publisher.isBefore(parts.get(DATE))
                        && parts.get(DATE).isBefore(number);
        if (!isBook) {
            parts.move(PUBLISHER, CONTAINER);
        }
    }

    /** Splits a place such as {@code Madrid: Gredos} into a place and a publisher. */
    static void splitPlace(PrintedParts parts) {
        int colon = parts.find(parts.get(PLACE), ':');
        if (colon > 0) {
            parts.split(PLACE, colon, PLACE, PUBLISHER);
        }
    }

    /**
     * Splits a publisher such as {@code Cambridge, Cambridge University Press} into a place and a publisher, in either
     * order.
     */
    static void splitPublisher(PrintedParts parts) {
        Part publisher = parts.get(PUBLISHER);
        for (int i = publisher.last() - 1; i > publisher.first(); i--) {
            Part before = parts.isMark(i, ",:") ? parts.trimmed(publisher.first(), i - 1) : null;
            Part after = before == null ? null : parts.trimmed(i + 1, publisher.last());
            if (after == null) {
                continue;
            }
            if (isPlaceOf(parts, after, before)) {
                parts.split(PUBLISHER, i, PUBLISHER, PLACE);
                return;
            }
            if (isPlaceOf(parts, before, after)) {
                parts.split(PUBLISHER, i, PLACE, PUBLISHER);
                return;
            }
        }
    }

    /** Returns whether a part consists only of place names, or of words that the publisher's name contains. */
    private static boolean isPlaceOf(PrintedParts parts, Part part, Part publisher) {
        if (isPlace(parts, part)) {
            return !isPlace(parts, publisher);
        }
        int length = part.last() - part.first();
        for (int from = publisher.first(); from + length <= publisher.last(); from++) {
            boolean isSame = length < publisher.last() - publisher.first();
            for (int i = 0; isSame && i <= length; i++) {
                isSame = parts.tokens.hash(from + i) == parts.tokens.hash(part.first() + i);
            }
            if (isSame) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlace(PrintedParts parts, Part part) {
        int words = WordClass.PLACE.bit() | WordClass.PARTICLE.bit() | WordClass.AND.bit();
        for (int i = part.first(); i <= part.last(); i++) {
            if (!parts.tokens.isMark(i) && (WordClass.bits(parts.tokens, i) & words) == 0) {
                return false;
            }
        }
        return true;
    }
}
