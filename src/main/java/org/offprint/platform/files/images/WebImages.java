package org.offprint.platform.files.images;

import java.nio.file.Path;
import java.util.List;

/**
 * Versions that were created from an image.
 *
 * @param source the original image
 * @param width width of the original as displayed, in pixels; for a PDF, width of the rendered page
 * @param versions versions that browsers require; without web versions if browsers can show the original
 * @param notes sentences for editors
 */
public record WebImages(Path source, int width, int height, List<WebImage> versions, List<String> notes) {}
