package org.offprint.search.lucene.mapping;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/** Keys in whose order titles and names are. */
public final class CollationKeys {

    /** Bytes of a title or name that count when sorting. */
    private static final int LONGEST_SORT_KEY = 300;

    private static final RuleBasedCollator ROOT = root();

    private CollationKeys() {}

    /** The key that a title or name is sorted by: the same for all that differ in case, accents and punctuation alone. */
    public static BytesRef collated(String text) {
        byte[] key = ROOT.getCollationKey(text).toByteArray();
        int length = key.length > 0 && key[key.length - 1] == 0 ? key.length - 1 : key.length;
        return new BytesRef(Arrays.copyOf(key, Math.min(length, LONGEST_SORT_KEY)));
    }

    /** The first eight bytes of a text as a number: these are in the order that texts of other beginnings have. */
    public static long beginning(BytesRef text) {
        long beginning = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            beginning = beginning << Byte.SIZE | (i < text.length ? text.bytes[text.offset + i] & 0xff : 0);
        }
        return FieldNames.inOrder(beginning);
    }

    private static RuleBasedCollator root() {
        RuleBasedCollator root =
                (RuleBasedCollator) Collator.getInstance(ULocale.ROOT).freeze();
        RuleBasedCollator own = root.cloneAsThawed();
        // Case, accents, quotes and brackets do not count, and numbers go by their value.
        own.setStrength(Collator.PRIMARY);
        own.setAlternateHandlingShifted(true);
        own.setNumericCollation(true);
        return (RuleBasedCollator) own.freeze();
    }
}
