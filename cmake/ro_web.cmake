# ro_web(): the page (web/), built by npm into ${RO_WEB_DIR}; RO_WEB_FILES are its files there, for the server to embed, and the
# target readout_page makes them. With READOUT_WEB=OFF, and where node and npm are missing, a page stands there that says so.
function(ro_web)
  set(dir "${CMAKE_BINARY_DIR}/web")
  set(files "${dir}/index.html" "${dir}/page.js" "${dir}/page.css" "${dir}/icon.svg")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/src/*" "${CMAKE_SOURCE_DIR}/web/public/*")
  add_custom_command(OUTPUT ${files} COMMAND "${CMAKE_COMMAND}" "-DTOOL=${CMAKE_SOURCE_DIR}/tools/build-web" "-DBUILD=${READOUT_WEB}" "-DTO=${dir}" -P "${CMAKE_SOURCE_DIR}/cmake/web.cmake"
                     DEPENDS ${sources} "${CMAKE_SOURCE_DIR}/tools/build-web" "${CMAKE_SOURCE_DIR}/cmake/web.cmake" "${CMAKE_SOURCE_DIR}/web/package-lock.json"
                             "${CMAKE_SOURCE_DIR}/web/index.html" "${CMAKE_SOURCE_DIR}/web/vite.config.ts" "${CMAKE_SOURCE_DIR}/web/tsconfig.json"
                     COMMENT "Building the page" VERBATIM)
  add_custom_target(readout_page ALL DEPENDS ${files})
  set(RO_WEB_DIR "${dir}" PARENT_SCOPE)
  set(RO_WEB_FILES ${files} PARENT_SCOPE)
endfunction()
