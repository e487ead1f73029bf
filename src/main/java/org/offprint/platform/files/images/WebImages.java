package org.offprint.platform.files.images;

import java.nio.file.Path;
import java.util.List;

/**
 * Scaled versions of an image.
 *
 * @param source original image file
 * @param width width of the original as displayed, in pixels; for a PDF, width of the rendered page
 * @param versions thumbnail, and the image versions that browsers require; if browsers can show the original, there may
 *     be only the thumbnail
 * @param notes sentences for editors
 */
public record WebImages(Path source, int width, int height, List<WebImage> versions, List<String> notes) {}
