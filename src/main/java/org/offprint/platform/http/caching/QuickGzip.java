package org.offprint.platform.http.caching;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Compresses text with gzip (RFC 1952), for responses that are sent only once. Compression takes less than half of the
 * time of {@link java.util.zip.Deflater} at level 2, and text is compressed to a similar size. Each position requires one
 * hash table lookup to find a match, which is an earlier occurrence of the same bytes. The Huffman codes are computed
 * from a sample of the text. No native memory is used.
 */
final class QuickGzip {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Gzip header without a file name and a time, for an unknown operating system. */
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

    private static final int TRAILER_BYTES = 8;

    /** Maximum number of matches in a block. Each block has its own Huffman codes. */
    private static final int BLOCK_MATCHES = 8_191;
    /** Minimum length of a match, in bytes. Shorter matches take time and save few bits. */
    private static final int SHORTEST = 7;

    private static final int LONGEST = 258;
    /** Number of bits of the maximum match distance. */
    private static final int WINDOW_BITS = 15;

    private static final int HASH_BITS = 13;
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;
    /**
     * Binary logarithm of the number of lookups without a match after which the distance between two lookups increases
     * by one byte.
     */
    private static final int MISSES_BITS = 4;
    /** Number of sequences of a block from which the Huffman codes are computed. */
    private static final int SAMPLE = 500;
    /** Weight of a symbol occurrence in the sample. Every symbol also has a weight of 1, because every symbol can occur. */
    private static final int SAMPLE_WEIGHT = 8;

    private static final int END_OF_BLOCK = 256;
    private static final int LITERAL_CODES = 286;
    private static final int DISTANCE_CODES = 30;
    /** Maximum length of a Huffman code. Four codes and the bits of an incomplete byte fit into a long. */
    private static final int MAX_CODE_BITS = 14;

    /** Maximum size of the Huffman codes at the start of a block, in bytes. */
    private static final int MAX_CODES_BYTES = 320;

    private static final int MAX_LENGTHS_CODE_BITS = 7;
    /** Order of the lengths of the codes for code lengths (RFC 1951, section 3.2.7). */
    private static final int[] LENGTHS_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    /** Code of each match length, counted from the first length code (RFC 1951, section 3.2.5). */
    private static final int[] LENGTH_CODE = new int[LONGEST + 1];
    /** Extra bits of each match length. The low four bits contain the number of extra bits. */
    private static final int[] LENGTH_EXTRA = new int[LONGEST + 1];

    static {
        int length = 3;
        for (int code = 0; length < LONGEST; code++) {
            int bits = Math.max(0, code / 4 - 1);
            for (int extra = 0; extra < 1 << bits && length < LONGEST; extra++) {
                LENGTH_CODE[length] = code;
                LENGTH_EXTRA[length++] = extra << 4 | bits;
            }
        }
        // The longest match has its own code without extra bits.
        LENGTH_CODE[LONGEST] = 28;
    }

    private final byte[] in;
    private final int[] lastPositions = new int[1 << HASH_BITS];
    /**
     * Sequences of a block. Each sequence contains literals and a match: the number of literals in the upper half, and
     * 16 bits each for the length of the match and its distance minus one. The last sequence has no match, and its
     * length is 0.
     */
    private final long[] sequences;

    private byte[] out;
    private int written;
    private long pending;
    private int pendingBits;

    private QuickGzip(byte[] in) {
        this.in = in;
        sequences = new long[Math.min(in.length / SHORTEST, BLOCK_MATCHES) + 2];
        out = new byte[in.length / 2 + MAX_CODES_BYTES];
    }

    /** Compresses text with gzip. */
    static byte[] compress(byte[] text) {
        return new QuickGzip(text).compressed();
    }

    private byte[] compressed() {
        System.arraycopy(HEADER, 0, out, 0, HEADER.length);
        written = HEADER.length;
        int from = 0;
        do {
            int count = findMatches(from);
            from = writeBlock(from, count);
        } while (from < in.length);
        // The last byte is filled with zero bits.
        put(0, Byte.SIZE - 1);
        CRC32 checksum = new CRC32();
        checksum.update(in);
        reserve(TRAILER_BYTES);
        INT.set(out, written, (int) checksum.getValue());
        INT.set(out, written + Integer.BYTES, in.length);
        return Arrays.copyOf(out, written + TRAILER_BYTES);
    }

    /**
     * Divides the text into literals and matches, up to the end of the text or until the block is full. Returns the
     * number of sequences.
     */
    private int findMatches(int from) {
        int count = 0;
        int literals = from;
        int lookups = 1 << MISSES_BITS;
        int at = Math.max(1, from);
        // Eight bytes are compared at a time, so the last bytes of the text are literals.
        while (at <= in.length - Long.BYTES && count < sequences.length - 1) {
            long here = firstBytes(at);
            int slot = slot(here);
            int earlier = lastPositions[slot];
            lastPositions[slot] = at;
            // A match that is extended backwards can end before the position of its lookup. The table can therefore
            // contain later positions, whose distance is negative.
            if (firstBytes(earlier) != here || at - earlier - 1 >>> WINDOW_BITS != 0) {
                at += lookups++ >> MISSES_BITS;
                continue;
            }
            while (at > literals && earlier > 0 && in[at - 1] == in[earlier - 1]) {
                at--;
                earlier--;
            }
            int length = matchLength(at, earlier);
            sequences[count++] = (long) (at - literals) << 32 | length << 16 | at - earlier - 1;
            at += length;
            literals = at;
            lookups = 1 << MISSES_BITS;
            if (at <= in.length - Long.BYTES) {
                lastPositions[slot(firstBytes(at - 2))] = at - 2;
            }
        }
        sequences[count] = count < sequences.length - 1 ? (long) (in.length - literals) << 32 : 0;
        return count + 1;
    }

    private long firstBytes(int at) {
        return (long) LONG.get(in, at) << Long.SIZE - SHORTEST * Byte.SIZE;
    }

    private static int slot(long bytes) {
        return (int) (bytes * HASH_FACTOR >>> Long.SIZE - HASH_BITS);
    }

    private int matchLength(int at, int earlier) {
        int max = Math.min(LONGEST, in.length - at) - Long.BYTES;
        int length = 0;
        while (length <= max) {
            long difference = (long) LONG.get(in, at + length) ^ (long) LONG.get(in, earlier + length);
            if (difference != 0) {
                return length + Long.numberOfTrailingZeros(difference) / Byte.SIZE;
            }
            length += Long.BYTES;
        }
        return length;
    }

    /** Writes a block. Returns the position in the text after the block. */
    private int writeBlock(int from, int count) {
        int[] literalCounts = new int[LITERAL_CODES];
        int[] distanceCounts = new int[DISTANCE_CODES];
        int end = sample(from, count, literalCounts, distanceCounts);
        int[] literalCodes = codes(literalCounts, MAX_CODE_BITS);
        int[] distanceCodes = codes(distanceCounts, MAX_CODE_BITS);
        reserve(MAX_CODES_BYTES);
        put(end == in.length ? 1 : 0, 1);
        put(2, 2);
        writeCodes(literalCodes, distanceCodes);
        writeSequences(from, count, literalCodes, distanceCodes);
        put(literalCodes[END_OF_BLOCK]);
        return end;
    }

    /** Counts the symbols in a sample of the sequences. Returns the position in the text after the block. */
    private int sample(int from, int count, int[] literalCounts, int[] distanceCounts) {
        Arrays.fill(literalCounts, 1);
        Arrays.fill(distanceCounts, 1);
        int every = 1 + count / SAMPLE;
        int at = from;
        for (int i = 0; i < count; i++) {
            long sequence = sequences[i];
            int end = at + (int) (sequence >>> 32);
            int length = (int) sequence >>> 16;
            if (i % every == 0) {
                for (int k = at; k < end; k++) {
                    literalCounts[in[k] & 0xFF] += SAMPLE_WEIGHT;
                }
                if (length > 0) {
                    literalCounts[END_OF_BLOCK + 1 + LENGTH_CODE[length]] += SAMPLE_WEIGHT;
                    distanceCounts[distanceCode((int) sequence & 0xFFFF)] += SAMPLE_WEIGHT;
                }
            }
            at = end + length;
        }
        return at;
    }

    /** Returns the code of a distance (RFC 1951, section 3.2.5). */
    private static int distanceCode(int distanceMinusOne) {
        if (distanceMinusOne < 2) {
            return distanceMinusOne;
        }
        int bits = extraDistanceBits(distanceMinusOne);
        return 2 * bits + (distanceMinusOne >>> bits);
    }

    private static int extraDistanceBits(int distanceMinusOne) {
        return Math.max(0, Integer.SIZE - 2 - Integer.numberOfLeadingZeros(distanceMinusOne | 1));
    }

    private void writeCodes(int[] literalCodes, int[] distanceCodes) {
        put(LITERAL_CODES - 257, 5);
        put(DISTANCE_CODES - 1, 5);
        int[] counts = new int[LENGTHS_ORDER.length];
        for (int[] codes : new int[][] {literalCodes, distanceCodes}) {
            for (int code : codes) {
                counts[code & 0xF]++;
            }
        }
        int[] lengthsCodes = codes(counts, MAX_LENGTHS_CODE_BITS);
        put(LENGTHS_ORDER.length - 4, 4);
        for (int symbol : LENGTHS_ORDER) {
            put(lengthsCodes[symbol] & 0xF, 3);
        }
        for (int[] codes : new int[][] {literalCodes, distanceCodes}) {
            for (int code : codes) {
                put(lengthsCodes[code & 0xF]);
            }
        }
    }

    /**
     * Writes the literals and matches. The pending bits are in local variables, which saves a fifth of the time. At
     * most four codes are added before complete bytes are written.
     */
    private void writeSequences(int from, int count, int[] literalCodes, int[] distanceCodes) {
        long bits = pending;
        int size = pendingBits;
        int at = from;
        for (int i = 0; i < count; i++) {
            long sequence = sequences[i];
            int literals = (int) (sequence >>> 32);
            reserve(2 * literals);
            byte[] to = out;
            int end = at + literals;
            while (at < end) {
                for (int stop = Math.min(end, at + 4); at < stop; at++) {
                    int code = literalCodes[in[at] & 0xFF];
                    bits |= (long) (code >>> 4) << size;
                    size += code & 0xF;
                }
                LONG.set(to, written, bits);
                written += size >>> 3;
                bits >>>= size & ~7;
                size &= 7;
            }
            int length = (int) sequence >>> 16;
            if (length > 0) {
                int code = literalCodes[END_OF_BLOCK + 1 + LENGTH_CODE[length]];
                bits |= (long) (code >>> 4) << size;
                size += code & 0xF;
                int extra = LENGTH_EXTRA[length];
                bits |= (long) (extra >>> 4) << size;
                size += extra & 0xF;
                int distance = (int) sequence & 0xFFFF;
                int distanceCode = distanceCodes[distanceCode(distance)];
                bits |= (long) (distanceCode >>> 4) << size;
                size += distanceCode & 0xF;
                int extraBits = extraDistanceBits(distance);
                bits |= (long) (distance & (1 << extraBits) - 1) << size;
                size += extraBits;
                LONG.set(to, written, bits);
                written += size >>> 3;
                bits >>>= size & ~7;
                size &= 7;
                at += length;
            }
        }
        pending = bits;
        pendingBits = size;
    }

    /** Ensures capacity for the given number of bytes, a match, the end of a block and the last bits. */
    private void reserve(int bytes) {
        if (out.length - written < bytes + 4 * Long.BYTES) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, written + bytes + 4 * Long.BYTES));
        }
    }

    private void put(int value, int bits) {
        put(value << 4 | bits);
    }

    /** Writes a code. The low four bits of the code contain its number of bits. */
    private void put(int code) {
        pending |= (long) (code >>> 4) << pendingBits;
        pendingBits += code & 0xF;
        LONG.set(out, written, pending);
        written += pendingBits >>> 3;
        pending >>>= pendingBits & ~7;
        pendingBits &= 7;
    }

    /**
     * Returns a Huffman code for each symbol with a count above 0 (RFC 1951, section 3.2.2). At least two symbols must
     * have such a count. The low four bits of a code contain its length, and the other bits contain the code in the
     * order in which the code is written.
     */
    private static int[] codes(int[] counts, int maxBits) {
        int[] codes = codeLengths(counts, maxBits);
        int[] next = new int[maxBits + 2];
        for (int length : codes) {
            next[length + 1]++;
        }
        next[1] = 0;
        for (int length = 2; length <= maxBits; length++) {
            next[length] = next[length] + next[length - 1] << 1;
        }
        for (int symbol = 0; symbol < codes.length; symbol++) {
            int length = codes[symbol];
            if (length > 0) {
                codes[symbol] = Integer.reverse(next[length]++) >>> Integer.SIZE - length << 4 | length;
            }
        }
        return codes;
    }

    private static int[] codeLengths(int[] counts, int maxBits) {
        long[] sorted = new long[counts.length];
        int used = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                sorted[used++] = (long) counts[symbol] << 16 | symbol;
            }
        }
        Arrays.sort(sorted, 0, used);
        int[] symbolsOfLength = symbolsOfLength(sorted, used, maxBits);
        int[] lengths = new int[counts.length];
        int next = 0;
        for (int length = maxBits; length > 0; length--) {
            for (int i = 0; i < symbolsOfLength[length]; i++) {
                lengths[(int) sorted[next++] & 0xFFFF] = length;
            }
        }
        return lengths;
    }

    /**
     * Returns the number of symbols whose code has a given length, for each length. The inner nodes of the Huffman tree
     * are created in the order of their weight, so the two lightest nodes are the first of the unused leaves or of the
     * unused inner nodes.
     */
    private static int[] symbolsOfLength(long[] sorted, int leaves, int maxBits) {
        long[] weights = new long[2 * leaves - 1];
        int[] parents = new int[weights.length];
        for (int i = 0; i < leaves; i++) {
            weights[i] = sorted[i] >>> 16;
        }
        int leaf = 0;
        int inner = leaves;
        for (int node = leaves; node < weights.length; node++) {
            for (int child = 0; child < 2; child++) {
                boolean takesLeaf = leaf < leaves && (inner == node || weights[leaf] <= weights[inner]);
                int lightest = takesLeaf ? leaf++ : inner++;
                weights[node] += weights[lightest];
                parents[lightest] = node;
            }
        }
        int[] result = new int[maxBits + 1];
        int[] depths = new int[weights.length];
        int space = 0;
        for (int node = weights.length - 2; node >= 0; node--) {
            depths[node] = depths[parents[node]] + 1;
            if (node < leaves) {
                int length = Math.min(depths[node], maxBits);
                result[length]++;
                space += 1 << maxBits - length;
            }
        }
        // Codes that were shortened to the maximum length take too much of the code space. Until all codes fit, a
        // shorter code is replaced by two codes that are one bit longer. One of them replaces a code of the maximum
        // length.
        for (; space > 1 << maxBits; space--) {
            int length = maxBits - 1;
            while (result[length] == 0) {
                length--;
            }
            result[length]--;
            result[length + 1] += 2;
            result[maxBits]--;
        }
        return result;
    }
}
