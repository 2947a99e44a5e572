package io.logflow.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The values of one nested or repeated field, as JSON text. */
final class JsonCells {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonCells() {}

  static Cells of(Type field, FileMetaData file, PageReadStore pages) {
    MessageType alone = new MessageType(file.getSchema().getName(), field);
    RecordReader<ObjectNode> records =
        new ColumnIOFactory(file.getCreatedBy())
            .getColumnIO(alone, file.getSchema())
            .getRecordReader(pages, new JsonMaterializer(alone));
    return target -> add(records.read().get(field.getName()), (ArrayColumn) target);
  }

  private static void add(JsonNode value, ArrayColumn target) {
    if (value == null || value.isNull()) {
      target.addNull();
      return;
    }
    try {
      byte[] text = JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
      target.addBytes(text, 0, text.length);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values is always writable as JSON", e);
    }
  }
}
