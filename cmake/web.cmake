# cmake -DTOOL=tools/build-web -DABSENT=server/page_absent.html -DTO=FOLDER -P web.cmake: the page; where it cannot be built here, one
# that says so.
execute_process(COMMAND "${TOOL}" "${TO}" RESULT_VARIABLE result)
if(result EQUAL 77)
  message(WARNING "the page is not built (why stands above): readout serve has its API alone")
  configure_file("${ABSENT}" "${TO}/index.html" COPYONLY)
  foreach(name page.js page.css icon.svg)
    file(WRITE "${TO}/${name}" "")
  endforeach()
elseif(NOT result EQUAL 0)
  message(FATAL_ERROR "the page does not build")
endif()
