@echo off
rem Starts LogFlow on Windows, on the JDK of JAVA_HOME or else the java of PATH.
rem In a checkout of the sources it builds LogFlow first when there is no built one; after a change, run mvn package.
setlocal EnableExtensions DisableDelayedExpansion

set "HERE=%~dp0"
if "%HERE:~-1%"=="\" set "HERE=%HERE:~0,-1%"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined LOGFLOW_JAVA_HOME set "JAVA=%LOGFLOW_JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo error: LogFlow needs a JDK of version 17 or newer and found none. 1>&2
  echo   Install one, or set JAVA_HOME to its folder. 1>&2
  exit /b 1
)

set "DIST=%HERE%"
if not exist "%HERE%\pom.xml" goto run
call :find_distribution
if defined DIST goto run
echo Building LogFlow ^(first run, about a minute^) ... 1>&2
if not exist "%HERE%\target" mkdir "%HERE%\target"
pushd "%HERE%"
call mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true -Dlogflow.archive.skip=true package >"%HERE%\target\build.log" 2>&1
set "BUILT=%ERRORLEVEL%"
popd
if not "%BUILT%"=="0" (
  findstr /b /c:"[ERROR]" "%HERE%\target\build.log" 1>&2
  echo error: LogFlow could not be built. 1>&2
  echo   All that Maven said is in "%HERE%\target\build.log". 1>&2
  exit /b 1
)
call :find_distribution

:run
set "WATCH_OPTIONS="
if /i "%~1"=="watch" set "WATCH_OPTIONS=-XX:+ExitOnOutOfMemoryError"
if /i "%~1"=="serve" set "WATCH_OPTIONS=-XX:+ExitOnOutOfMemoryError"
set "NATIVE=%DIST%\native\windows-amd64"
set "NATIVE_OPTIONS="
if exist "%NATIVE%" set NATIVE_OPTIONS="-Djava.library.path=%NATIVE%" "-Dorg.sqlite.lib.path=%NATIVE%" "-Dorg.xerial.snappy.lib.path=%NATIVE%"
"%JAVA%" "-Dlogflow.home=%DIST%" -Dfile.encoding=UTF-8 -Xshare:auto -XX:+UseParallelGC -XX:MaxRAMPercentage=25 -XX:MetaspaceSize=96m ^
  --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED %NATIVE_OPTIONS% %WATCH_OPTIONS% %LOGFLOW_JAVA_OPTS% ^
  -cp "%DIST%\lib\*" io.logflow.cli.Main %*
exit /b %ERRORLEVEL%

:find_distribution
set "DIST="
for /d %%D in ("%HERE%\target\logflow-*") do if exist "%%D\.built" set "DIST=%%D"
exit /b 0
