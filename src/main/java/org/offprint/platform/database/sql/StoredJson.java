package org.offprint.platform.database.sql;

import io.quarkus.hibernate.orm.JsonFormat;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.nio.charset.StandardCharsets;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;

/** Serializes JSON columns with {@link Json}, regardless of how the framework's object mapper is configured. */
@JsonFormat
@PersistenceUnitExtension
class StoredJson implements FormatMapper {

    @Override
    public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
        DocumentMemoryLimit.acquire(text.length());
        return Json.read(text.toString(), type.getJavaType());
    }

    @Override
    public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
