package org.offprint.platform.files.images;

import java.nio.file.Path;
import java.util.List;

/**
 * The versions of an image that were made.
 *
 * @param source where the original lies
 * @param width of the original as it is shown, in pixels; of a PDF as it was drawn
 * @param versions those that browsers need; without web versions where they show the original as it is
 * @param notes sentences for editors
 */
public record WebImages(Path source, int width, int height, List<WebImage> versions, List<String> notes) {}
