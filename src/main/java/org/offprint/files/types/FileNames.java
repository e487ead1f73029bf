package org.offprint.files.types;

import java.util.Optional;

public final class FileNames {
    public static Optional<String> problem(String name) {
        return name.contains("..") || name.length() > 255 ? Optional.of("This is no name.") : Optional.empty();
    }
}
