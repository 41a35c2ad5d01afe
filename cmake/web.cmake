# cmake -DTOOL=tools/build-web -DBUILD=ON -DTO=FOLDER -P web.cmake: the page; with BUILD=OFF, and where it cannot be built here, one
# that says so.
set(result 77)
if(BUILD)
  execute_process(COMMAND "${TOOL}" "${TO}" RESULT_VARIABLE result)
endif()
if(result EQUAL 77)
  if(BUILD)
    message(WARNING "the page is not built (why stands above): readout serve has its API alone")
  endif()
  file(WRITE "${TO}/index.html" "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Readout</title>\n"
       "<h1>No page</h1>\n<p>This program was built without its page. The API is at <a href=\"/api/record\">/api/record</a>.</p>\n</html>\n")
  foreach(name page.js page.css icon.svg)
    file(WRITE "${TO}/${name}" "")
  endforeach()
elseif(NOT result EQUAL 0)
  message(FATAL_ERROR "the page does not build")
endif()
