package org.offprint.search.lucene.mapping;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/** Creates sort keys for titles and names. */
public final class CollationKeys {

    /** Maximum length of a sort key, in bytes. */
    private static final int MAX_SORT_KEY_LENGTH = 300;

    private static final RuleBasedCollator ROOT = root();

    private CollationKeys() {}

    /**
     * Returns the sort key of a title or name. Titles that differ only in case, accents and punctuation have the same
     * key.
     */
    public static BytesRef collated(String text) {
        byte[] key = ROOT.getCollationKey(text).toByteArray();
        int length = key.length > 0 && key[key.length - 1] == 0 ? key.length - 1 : key.length;
        return new BytesRef(Arrays.copyOf(key, Math.min(length, MAX_SORT_KEY_LENGTH)));
    }

    /**
     * Returns the first eight bytes of a sort key as a number. If two sort keys differ in these bytes, their numbers
     * compare like the sort keys.
     */
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
        // Ignore case, accents, quotation marks and brackets, and sort numbers by value.
        own.setStrength(Collator.PRIMARY);
        own.setAlternateHandlingShifted(true);
        own.setNumericCollation(true);
        return (RuleBasedCollator) own.freeze();
    }
}
