package io.logflow.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;

/** The bytes of a page in an array, which every codec takes. */
final class PageBytes {
  private PageBytes() {}

  static byte[] of(BytesInput page) throws IOException {
    return page.toInputStream().readAllBytes();
  }
}
