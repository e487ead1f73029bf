package org.offprint.platform.files.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes an uncompressed TIFF with any number of pages. */
final class RawTiff {

    static final int GRAY = 1;
    static final int RGB = 2;
    static final int CMYK = 5;

    private RawTiff() {}

    /**
     * Page with a single colour.
     * @param bits bits per sample, 8 or 16
     * @param samples one sample per channel
     */
    record Page(int width, int height, int photometric, int bits, List<Integer> samples, boolean hasPixels) {

        Page(int width, int height, int photometric, int bits, Integer... samples) {
            this(width, height, photometric, bits, List.of(samples), true);
        }

        private int bytes() {
            return hasPixels ? width * height * samples.size() * bits / 8 : 0;
        }
    }

    static byte[] of(List<Page> pages) {
        int size = 8 + pages.stream().mapToInt(page -> page.bytes() + 200).sum();
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            int start = file.position();
            int bits = start + 2 + 10 * 12 + 4;
            int pixels = start + 200;
            file.putShort((short) 10);
            entry(file, 256, 4, 1, page.width());
            entry(file, 257, 4, 1, page.height());
            boolean isOne = page.samples().size() == 1;
            entry(file, 258, 3, page.samples().size(), isOne ? page.bits() : bits);
            entry(file, 259, 3, 1, 1);
            entry(file, 262, 3, 1, page.photometric());
            entry(file, 273, 4, 1, pixels);
            entry(file, 277, 3, 1, page.samples().size());
            entry(file, 278, 4, 1, page.height());
            entry(file, 279, 4, 1, Math.max(1, page.bytes()));
            entry(file, 284, 3, 1, 1);
            file.putInt(i + 1 < pages.size() ? pixels + page.bytes() : 0);
            page.samples().forEach(sample -> file.putShort((short) page.bits()));
            file.position(pixels);
            for (int left = page.bytes() / (page.bits() / 8);
                    left > 0;
                    left -= page.samples().size()) {
                for (int sample : page.samples()) {
                    if (page.bits() == 16) {
                        file.putShort((short) sample);
                    } else {
                        file.put((byte) sample);
                    }
                }
            }
        }
        return file.array();
    }

    private static void entry(ByteBuffer file, int tag, int type, int count, int value) {
        file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
