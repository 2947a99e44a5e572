package io.logflow.job;

import io.logflow.engine.Engine;
import picocli.CommandLine;

/** Breaks the rules of the architecture, so that their test can show that they bite. */
public record SeesTooMuch(Engine engine, CommandLine line) {
  public void print() {
    System.out.println(engine);
  }
}
