package org.offprint.search.embedded.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.compress.LZ4;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.FullTextField;

/**
 * Compresses the largest values of an index with LZ4. Each value is compressed separately, so that it can be read
 * without decompressing neighboring values. List items are compressed with a dictionary of words that most items
 * contain. Abstracts are compressed with the list item of their document as the dictionary, because the item contains
 * nearly all words of the abstract.
 *
 * <p>The first byte shows whether a value is compressed, because neither JSON nor text begins with a control character.
 * An index may therefore contain both compressed and plain values.
 */
public final class PackedValues {

    /** Index field of the abstracts. */
    public static final String ABSTRACT = FieldNames.quick(FieldNames.stored(FullTextField.ABSTRACT));

    /** Index fields whose values are compressed. */
    public static final Set<String> FIELDS = Set.of(FieldNames.ITEM, ABSTRACT);

    private static final byte[] COMMON = common();

    /** First byte of a value that is compressed with the dictionary of words that most list items contain. */
    private static final byte BY_COMMON = 1;
    /** First byte of a value that is compressed with the list item of its document as the dictionary. */
    private static final byte BY_ITEM = 2;
    /** Minimum length in bytes of values that are compressed. */
    private static final int SMALLEST = 128;

    private static final ThreadLocal<LZ4.FastCompressionHashTable> TABLES =
            ThreadLocal.withInitial(LZ4.FastCompressionHashTable::new);

    private PackedValues() {}

    private static byte[] common() {
        try (InputStream in = PackedValues.class.getResourceAsStream("/search/common-item.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compresses a value. Returns the unchanged value if the compressed form is not smaller.
     *
     * @param item plain list item of the document; null to compress an item itself, or text of a document without an
     *     item
     */
    public static BytesRef packed(BytesRef value, BytesRef item) {
        if (value.length < SMALLEST) {
            return value;
        }
        byte[] known = item == null ? COMMON : copy(item);
        byte[] both = Arrays.copyOf(known, known.length + value.length);
        System.arraycopy(value.bytes, value.offset, both, known.length, value.length);
        LZ4.FastCompressionHashTable table = TABLES.get();
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeByte(item == null ? BY_COMMON : BY_ITEM);
            out.writeVInt(value.length);
            LZ4.compressWithDictionary(both, 0, known.length, value.length, out, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.size() < value.length ? new BytesRef(out.toArrayCopy()) : value;
    }

    /** Returns whether the list item of the document is needed to decompress the value. */
    static boolean needsItem(BytesRef value) {
        return value.length > 0 && value.bytes[value.offset] == BY_ITEM;
    }

    /**
     * Returns the plain bytes of a possibly compressed value.
     *
     * @param item list item of the document; only used if {@link #needsItem} returns true
     */
    static byte[] plain(BytesRef value, byte[] item) throws IOException {
        if (value.length == 0 || value.bytes[value.offset] > BY_ITEM || value.bytes[value.offset] < BY_COMMON) {
            return copy(value);
        }
        byte[] known = needsItem(value) ? item : COMMON;
        ByteArrayDataInput in = new ByteArrayDataInput(value.bytes, value.offset + 1, value.length - 1);
        int length = in.readVInt();
        byte[] both = Arrays.copyOf(known, known.length + length);
        LZ4.decompress(in, length, both, known.length);
        return Arrays.copyOfRange(both, known.length, both.length);
    }

    private static byte[] copy(BytesRef value) {
        return Arrays.copyOfRange(value.bytes, value.offset, value.offset + value.length);
    }
}
